import type { MISSING } from '../../shared/phi/check-in.ts';
import type { MissingLine } from '../../shared/phi/missing-line.ts';
import type { Section } from '../patients/desk.ts';

export type MissingKind = (typeof MISSING)[number];

/** Where in the chart each thing is put right. */
export const SECTION_OF: Readonly<Record<MissingKind, Section>> = {
  'birth-date': 'demographics',
  phone: 'demographics',
  address: 'demographics',
  coverage: 'coverage',
  'coverage-ended': 'coverage',
  'coverage-unverified': 'coverage',
  'privacy-notice': 'contacts',
  'treatment-consent': 'contacts',
};

type Line = Pick<MissingLine, 'patientId' | 'missing'>;

/** Each patient once, with the visit that comes first: who comes twice is asked once. */
export const onePerPatient = <One extends Line>(lines: readonly One[]): readonly One[] => {
  const seen = new Set<string>();
  return lines.filter(({ patientId }) => {
    const first = !seen.has(patientId);
    seen.add(patientId);
    return first;
  });
};

/** Of how many patients each thing is missing. */
export const countsOf = (lines: readonly Line[]): ReadonlyMap<MissingKind, number> => {
  const counts = new Map<MissingKind, number>();
  for (const { missing } of lines) for (const kind of missing ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};
