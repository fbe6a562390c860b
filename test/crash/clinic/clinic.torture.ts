import { join } from 'node:path';
import type { Row } from '../../figures.ts';
import { crashRows } from '../crash-rows.ts';

/** The application's own session, gate, log and stores. */
export const torture = (): Promise<Row[]> => crashRows({ name: 'clinic', module: join(import.meta.dirname, 'clinic.ts') });
