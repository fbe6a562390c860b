import * as z from 'zod';
import type { Result } from '../../../shared/operations/table.ts';
import type { Coverage } from '../../../shared/phi/patient.ts';
import type { Reader } from '../../store/statements.ts';

type Verified = Result<'visit.check-in-sheet'>['coverages'][number]['verified'];

const verifiedRow = z.strictObject({ coverageId: z.string(), at: z.int(), by: z.string() });
const VERIFIED = `SELECT v.coverage_id AS coverageId, i.at, a.name AS "by" FROM coverage_check v
  CROSS JOIN check_in i ON i.id = v.check_in AND i.undone_at IS NULL CROSS JOIN author a ON a.id = i.author
  WHERE v.coverage_id IN (SELECT value FROM json_each(?)) ORDER BY i.at`;

/** Who last asked the payer about these coverages, of whomever they are: one question of the store. */
export const lastVerified = (reader: Reader, coverages: readonly Coverage[]): ((coverage: Coverage) => Verified) => {
  const newest = new Map(
    reader
      .all(verifiedRow, VERIFIED, JSON.stringify(coverages.map(({ id }) => id)))
      .map(({ coverageId, at, by }) => [coverageId, { at, by }]),
  );
  return ({ id }) => newest.get(id) ?? null;
};
