import * as z from 'zod';
import { unwritable } from '../../../shared/permissions.ts';
import type { PatientChange } from '../../../shared/phi/patient.ts';
import type { PhiHandler } from '../../gate/handlers.ts';
import { CHART_FIELDS, readChart } from './chart-state.ts';
import { lastFour } from './open.ts';

const PAGE = 50;

const changeRow = z.strictObject({
  version: z.int(),
  field: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  by: z.string(),
  at: z.int(),
  workstation: z.string(),
});
type ChangeRow = z.output<typeof changeRow>;

const CHANGES = `SELECT c.version, c.field, c.value_from AS "from", c.value_to AS "to", a.name AS "by", c.at, w.name AS workstation
  FROM patient_change c JOIN author a ON a.id = c.author JOIN workstation w ON w.id = c.workstation
  WHERE c.patient = ? AND c.version < ? AND c.field NOT IN (SELECT value FROM json_each(?))
  ORDER BY c.version DESC, c.id LIMIT ?`;

/**
 * The changes of a chart, newest first, at most 50; the registration itself is the last line, with the field `registered`. A save is never cut in two, so
 * that `beforeVersion` of the last line gives the next page. Fields hidden from the role, and lists it does not see whole, are left out, and of a social security number only the last
 * four digits are told: the whole one has its own audited operation.
 */
export const patientHistory: PhiHandler<'patient.history'> = (access, { patientId, beforeVersion }) => {
  const chart = readChart(access.records, patientId);
  const before = beforeVersion ?? chart.version + 1;
  const hidden = JSON.stringify(unwritable(access.facts.actor.role));
  const found = access.records.all(changeRow, CHANGES, chart.id, before, hidden, PAGE + CHART_FIELDS.length);
  const lines: ChangeRow[] = found.map((line) => (line.field === 'ssn' ? { ...line, from: masked(line.from), to: masked(line.to) } : line));
  if (before > 1 && lines.length < PAGE + CHART_FIELDS.length) {
    const { createdBy: by, createdAt: at, createdOn: workstation } = chart;
    lines.push({ version: 1, field: 'registered', from: null, to: null, by, at, workstation });
  }
  const page = wholeVersions(lines);
  return { changes: page.map((line): Omit<PatientChange, symbol> => ({ patientId, ...line })), more: page.length < lines.length };
};

/** As many lines as fit a page without cutting a version; one version is never longer than a page. */
const wholeVersions = (lines: readonly ChangeRow[]): readonly ChangeRow[] => {
  const overflow = lines[PAGE];
  return overflow === undefined ? lines : lines.slice(0, PAGE).filter(({ version }) => version !== overflow.version);
};

const masked = (ssn: string | null): string | null => (ssn === null ? null : `•••-••-${lastFour(ssn) ?? '••••'}`);
