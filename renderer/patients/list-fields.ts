import * as z from 'zod';
import { newId } from '../../shared/ids.ts';
import { CHART_LISTS, type ChartListName, type ChartLists } from '../../shared/phi/patient.ts';

/** How one field of a list is typed. `birth`, `past` and `any` are dates. */
export type ListFieldKind = 'text' | 'phone' | 'birth' | 'past' | 'any' | 'relationship' | 'consent' | 'level';
export interface ListField {
  readonly name: string;
  readonly kind: ListFieldKind;
  readonly required?: boolean;
  readonly max?: number;
}

/** The fields of a chart's lists, in the order they are typed. */
export const LIST_FIELDS = {
  coverages: [
    { name: 'payer', kind: 'text', required: true, max: 160 },
    { name: 'plan', kind: 'text', max: 160 },
    { name: 'memberId', kind: 'text', max: 80 },
    { name: 'groupNumber', kind: 'text', max: 80 },
    { name: 'relationship', kind: 'relationship' },
    { name: 'subscriberName', kind: 'text', max: 160 },
    { name: 'subscriberBirthDate', kind: 'birth' },
    { name: 'start', kind: 'any' },
    { name: 'end', kind: 'any' },
  ],
  emergencyContacts: [
    { name: 'name', kind: 'text', required: true, max: 160 },
    { name: 'relationship', kind: 'text', max: 60 },
    { name: 'phone', kind: 'phone', max: 40 },
  ],
  consents: [
    { name: 'kind', kind: 'consent', required: true },
    { name: 'title', kind: 'text', max: 160 },
    { name: 'signedOn', kind: 'past' },
    { name: 'expiresOn', kind: 'any' },
    { name: 'revokedOn', kind: 'past' },
  ],
  alerts: [
    { name: 'text', kind: 'text', required: true, max: 200 },
    { name: 'level', kind: 'level', required: true },
  ],
} as const satisfies Record<ChartListName, readonly ListField[]>;

/** How many entries a list holds at most. */
export const LIST_MOST: Record<ChartListName, number> = { coverages: 9, emergencyContacts: 9, consents: 60, alerts: 20 };

/** One entry as typed: everything is text. */
export const typedRow = z.record(z.string(), z.string());
export type TypedRow = z.output<typeof typedRow>;
export const typedLists = z.strictObject({
  coverages: z.array(typedRow),
  emergencyContacts: z.array(typedRow),
  consents: z.array(typedRow),
  alerts: z.array(typedRow),
});
export type TypedLists = z.output<typeof typedLists>;

const FIRST: Record<ChartListName, TypedRow> = {
  coverages: { relationship: 'self' },
  emergencyContacts: {},
  consents: { kind: 'treatment' },
  alerts: { level: 'warning' },
};

/** A new entry, to be filled in. */
export const newRow = (list: ChartListName): TypedRow => ({ id: newId(), ...FIRST[list] });

/** The lists of a chart as they are typed. */
export const typedOf = (lists: ChartLists): TypedLists => {
  const rowsOf = (name: ChartListName): TypedRow[] => {
    const entries = name === 'coverages' ? lists.coverages.toSorted((a, b) => a.rank - b.rank) : lists[name];
    return entries.map((entry) => {
      const known = new Map(Object.entries(entry).map(([key, value]) => [key, String(value)]));
      const fields: readonly ListField[] = LIST_FIELDS[name];
      const typed = fields.flatMap((field) => {
        const value = known.get(field.name);
        return value === undefined ? [] : [[field.name, value]];
      });
      return { id: entry.id, ...Object.fromEntries(typed) };
    });
  };
  return {
    coverages: rowsOf('coverages'),
    emergencyContacts: rowsOf('emergencyContacts'),
    consents: rowsOf('consents'),
    alerts: rowsOf('alerts'),
  };
};

export const NO_LISTS: ChartLists = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };

export const isListName = (name: string): name is ChartListName => CHART_LISTS.some((list) => list === name);
