import type { Row } from '../../figures.ts';

export const firstPaintFigures = (_practice: string, _out: string): Promise<Row[]> => Promise.resolve([]);
