import { MigrationPath } from '../../migrate.ts';
import { ledgerStart } from './0001-ledger.ts';
import { readSide } from './0002-read-side.ts';

/** The steps of ledger.db. */
export const LEDGER_PATH = MigrationPath.fromEmpty().with(ledgerStart).with(readSide);
