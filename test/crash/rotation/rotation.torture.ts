import { join } from 'node:path';
import type { Row } from '../../figures.ts';
import { crashRows } from '../crash-rows.ts';

/** Sign-ins that each begin with a rotation of the records key, cut off at any moment of them. */
export const torture = (): Promise<Row[]> =>
  crashRows({
    name: 'rotation',
    module: join(import.meta.dirname, 'rotation.ts'),
    images: 1000,
    transactions: 4,
    points: 500,
    longestMs: 4_000,
  });
