import type { Reason } from '../../../shared/contract.ts';
import { newId } from '../../../shared/ids.ts';
import type { PhiName } from '../../../shared/operations/table.ts';
import { PATIENT_FIELD_NAMES } from '../../../shared/phi/patient-fields.ts';
import type { Chance } from '../../random.ts';

/** What the generator knows of the practice it attacks. */
export interface Known {
  readonly patients: readonly [string, ...string[]];
  readonly users: readonly [string, ...string[]];
}

const claiming = (length: number): unknown[] => {
  const empty: unknown[] = [];
  empty.length = length;
  return empty;
};
const ring = (): unknown => {
  const made: { self?: unknown } = {};
  made.self = made;
  return made;
};
const deep = (levels: number): unknown => {
  let made: unknown = 'bottom';
  for (let level = 0; level < levels; level += 1) made = level % 2 === 0 ? [made] : { in: made };
  return made;
};

/** Values a schema does not expect, all of which can cross a port. Made anew each time, since the big ones are big. */
const HOSTILE: readonly [() => unknown, ...(() => unknown)[]] = [
  () => null,
  () => undefined,
  () => '',
  () => ' ',
  () => '\u0000',
  () => '\uD800',
  () => 'x'.repeat(300),
  () => 'x'.repeat(70_000),
  () => '%%%___%%%',
  () => "' OR 1=1 --",
  () => '"*" OR NEAR(',
  () => '__proto__',
  () => 'constructor',
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => -1,
  () => 2 ** 53,
  () => 1e308,
  () => 10n ** 30n,
  () => true,
  () => [],
  () => claiming(4_000_000_000),
  () => Array.from({ length: 5_000 }, () => 'x'),
  () => ({}),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  () => new Map([['patientId', newId()]]),
  () => new Set([1]),
  () => new Date(Number.NaN),
  () => new Uint8Array(64),
  () => new Error('x'),
  () => /(a+)+$/,
  ring,
  () => deep(20),
  () => deep(800),
  () => newId(),
  () => '2031-02-30',
  () => '9999-12-31',
];
const ENORMOUS = (): unknown => 'ñ'.repeat(5_000_000);

const LISTS = (): unknown => ({ coverages: [], emergencyContacts: [], consents: [], alerts: [] });

const details = (chance: Chance): Record<string, unknown> => {
  const some: Record<string, unknown> = { familyName: chance.pick(['García', 'O’Brien', 'Nguyễn', '山田', 'x']) };
  for (const field of PATIENT_FIELD_NAMES)
    if (chance.happens(0.1)) some[field] = chance.pick(['a', '1961-04-03', 'female', 'needed', '123-45-6789']);
  return some;
};

/** An input the operation would take, or nearly. */
const sensible = (name: PhiName, chance: Chance, known: Known): Record<string, unknown> => {
  const patientId = chance.pick(known.patients);
  const version = chance.pick([1, 1, 2, 3]);
  switch (name) {
    case 'patient.search':
      return {
        query: chance.pick(['gar', 'g', '', 'garcia 3/4/61', '4477', 'nguyen', 'A-1', '山']),
        limit: chance.pick([1, 20, 50]),
        includeArchived: chance.happens(0.5),
      };
    case 'patient.register':
      return { details: details(chance), lists: LISTS() };
    case 'patient.update':
      return { patientId, version, changes: details(chance), lists: {} };
    case 'patient.duplicates':
      return { details: details(chance) };
    case 'patient.archive':
      return { patientId, version, archived: chance.happens(0.5) };
    case 'patient.restrict':
      return { patientId, version, restriction: chance.pick(['vip', 'staff-member', null]) };
    case 'patient.merge':
      return {
        survivorId: patientId,
        survivorVersion: version,
        mergedId: chance.pick(known.patients),
        mergedVersion: version,
        takeFromMerged: ['city'],
      };
    case 'patient.unmerge':
      return { mergeId: newId(), survivorId: patientId, mergedId: chance.pick(known.patients) };
    case 'patient.assign':
      return { patientId, userId: chance.pick(known.users), until: chance.pick(['2031-06-01', '2031-05-12', null]) };
    case 'draft.keep':
      return { draftId: newId(), form: 'patient.register', subjectId: chance.pick([null, patientId]), content: '{"a":1}' };
    case 'draft.drop':
      return { draftId: newId() };
    case 'audit.search':
      return { patientId: chance.pick([undefined, patientId]), outcome: chance.pick([undefined, 'refused']) };
    case 'import.begin':
      return { fileName: chance.pick(['patients.csv', '../../etc/passwd', '=1+1.xlsx']), size: chance.pick([1, 2_000]) };
    case 'import.bytes':
      return { batchId: newId(), offset: 0, base64: 'YSxiCg==', last: chance.happens(0.5) };
    case 'draft.list':
    case 'import.batches':
      return {};
    default:
      return { patientId, version };
  }
};

/** Puts a hostile value somewhere into a sensible input, or adds a field nobody asked for. */
const spoil = (input: Record<string, unknown>, chance: Chance): unknown => {
  const value = chance.happens(0.002) ? ENORMOUS() : chance.pick(HOSTILE)();
  const [key = '', ...others] = Object.keys(input).toSorted(() => chance.next() - 0.5);
  if (key === '' || chance.happens(0.1)) return value;
  if (chance.happens(0.15)) return Object.assign(input, { [chance.pick(['also', 'toString', 'patientId', '\uDC00'])]: value });
  const inner = input[key];
  if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && chance.happens(0.5))
    return Object.assign(input, { [key]: spoil({ ...inner }, chance) });
  if (others.length > 0 && chance.happens(0.1)) Reflect.deleteProperty(input, key);
  else input[key] = value;
  return input;
};

export interface Attempt {
  readonly name: PhiName;
  readonly input: unknown;
  readonly reason: Reason | undefined;
}

/** One call as a page out of its mind could make it, as it looks on the other side of the port. */
export const attempt = (names: readonly [PhiName, ...PhiName[]], chance: Chance, known: Known): Attempt => {
  const name = chance.pick(names);
  const input = sensible(name, chance, known);
  const asked = chance.happens(0.45) ? spoil(input, chance) : input;
  const reason: Reason | undefined = chance.happens(0.3)
    ? { code: chance.pick(['treatment', 'emergency', 'other']), text: chance.pick(['', 'because', 'ñ']) }
    : undefined;
  return { name, input: structuredClone(asked), reason };
};
