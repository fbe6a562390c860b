import { HIDDEN_FIELDS, HIDDEN_IN_LISTS, HIDDEN_OF_VISITS, type Role } from '../../shared/permissions.ts';

/** Every patient an answer speaks of: PHI models carry `patientId`, so a walk over the answer finds them all. */
export const patientsIn = (answer: unknown): readonly string[] => {
  const seen = new Set<string>();
  walk(answer, (key, value) => {
    if (key === 'patientId' && typeof value === 'string') seen.add(value);
  });
  return [...seen];
};

/** How many rows an answer carries, for the entry: one where it is about one patient, else the longest list at its top, or one. */
export const rowsIn = (answer: unknown): number => {
  if (typeof answer !== 'object' || answer === null) return 0;
  if ('patientId' in answer) return 1;
  const lists = Object.values(answer).filter(Array.isArray);
  return lists.length === 0 ? 1 : Math.max(...lists.map((list) => list.length));
};

/** A role's minimum view (45 CFR 164.502(b)): the fields, lists and parts of lists hidden from it are taken out of a parsed answer, wherever they stand. */
export const toMinimumView = (role: Role, answer: unknown): void => {
  const hidden = new Set<string>([...HIDDEN_FIELDS[role], ...(HIDDEN_OF_VISITS[role] ?? [])]);
  if (hidden.has('mobilePhone')) hidden.add('phone');
  if (hidden.has('ssn')) hidden.add('ssnLast4');
  const inLists = new Map(Object.entries(HIDDEN_IN_LISTS[role]));
  if (hidden.size === 0 && inLists.size === 0) return;
  walk(answer, (key, value, holder) => {
    if (hidden.has(key)) Reflect.deleteProperty(holder, key);
    const parts = inLists.get(key);
    if (parts === undefined || !Array.isArray(value)) return;
    if (parts === 'all') value.length = 0;
    for (const entry of value) for (const part of parts) Reflect.deleteProperty(entry, part);
  });
};

const walk = (node: unknown, visit: (key: string, value: unknown, holder: object) => void): void => {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    visit(key, value, node);
    walk(value, visit);
  }
};
