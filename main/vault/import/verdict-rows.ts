import * as z from 'zod';
import { isRowReason, type RowReason } from '../../../shared/intake/reasons.ts';
import { LIMITED, type Reader, type Writer } from '../../store/statements.ts';
import { lastRowId, rowId } from './row-id.ts';

export type VerdictKind = 'new' | 'update' | 'duplicate' | 'rejected';

/** What the dry run says of a row. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly reasons: readonly RowReason[];
  /** The chart the row updates or resembles, and its version then. */
  readonly patient: { readonly patientId: string; readonly version: number } | null;
}

export interface StoredVerdict extends Verdict {
  readonly id: number;
}

const storedReasons = z.array(z.tuple([z.string().refine(isRowReason), z.string().nullable()]));
const stored = z.strictObject({
  id: z.int(),
  verdict: z.enum(['new', 'update', 'duplicate', 'rejected']),
  reasons: z.string().nullable(),
  patient: z.uuid().nullable(),
  patient_version: z.int().nullable(),
});

const opened = ({ id, verdict, reasons, patient, patient_version }: z.output<typeof stored>): StoredVerdict => ({
  id,
  kind: verdict,
  reasons: reasons === null ? [] : storedReasons.parse(JSON.parse(reasons)).map(([code, column]) => ({ code, column })),
  patient: patient === null ? null : { patientId: patient, version: patient_version ?? 0 },
});

export const keepVerdict = (writer: Writer, id: number, { kind, reasons, patient }: Verdict): void => {
  const noted = reasons.length === 0 ? null : JSON.stringify(reasons.map(({ code, column }) => [code, column]));
  const [patientId, version] = patient === null ? [null, null] : [patient.patientId, patient.version];
  writer.run(
    'INSERT INTO import_verdict (id, verdict, reasons, patient, patient_version) VALUES (?, ?, ?, ?, ?)',
    ...[id, kind, noted, patientId, version],
  );
};

/** A row found wrong only when its turn came. */
export const correctVerdict = (writer: Writer, id: number, { kind, reasons }: Verdict): void => {
  writer.run(
    'UPDATE import_verdict SET verdict = ?, reasons = ? WHERE id = ?',
    kind,
    JSON.stringify(reasons.map(({ code, column }) => [code, column])),
    id,
  );
};

const COLUMNS = 'SELECT id, verdict, reasons, patient, patient_version FROM import_verdict';

export const verdictsBetween = (reader: Reader, from: number, to: number): StoredVerdict[] =>
  reader.all(stored, `${COLUMNS} WHERE id BETWEEN ? AND ? ORDER BY id`, from, to).map(opened);

export const verdictsAfter = (
  reader: Reader,
  batch: number,
  row: number,
  kind: VerdictKind | undefined,
  limit: number,
): StoredVerdict[] => {
  const from = rowId(batch, row);
  const to = lastRowId(batch);
  const found =
    kind === undefined
      ? reader.all(stored, `${COLUMNS} WHERE id > ? AND id <= ? ORDER BY id ${LIMITED}`, from, to, limit)
      : reader.all(stored, `${COLUMNS} WHERE verdict = ? AND id > ? AND id <= ? ORDER BY id ${LIMITED}`, kind, from, to, limit);
  return found.map(opened);
};

export const dropVerdicts = (writer: Writer, batch: number): void => {
  writer.run('DELETE FROM import_verdict WHERE id BETWEEN ? AND ?', rowId(batch, 0), lastRowId(batch));
};
