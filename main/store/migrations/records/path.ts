import { MigrationPath } from '../../migrate.ts';
import { patients } from './0001-patients.ts';

/** Every step of records.db, in order. */
export const RECORDS = MigrationPath.fromEmpty().with(patients);
