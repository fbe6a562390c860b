import { stringify } from 'uuid';
import * as z from 'zod';
import type { Result } from '../../../shared/operations/table.ts';
import { HIDDEN_FIELDS, type Role } from '../../../shared/permissions.ts';
import { nameKey } from '../../../shared/person/name-key.ts';
import { sameByNickname } from '../../../shared/person/nicknames.ts';
import { withinOneTypo } from '../../../shared/person/typo.ts';
import { restriction } from '../../../shared/phi/patient.ts';
import type { Reader } from '../../store/statements.ts';
import { rowsOf } from './search-entry.ts';
import { type Scope, within } from './search-scans.ts';

type Hit = Result<'patient.search'>['hits'][number];

const cardRow = z.object({
  chart: z.int(),
  patient: z.instanceof(Uint8Array),
  archived: z.int(),
  born: z.int(),
  mrn: z.string(),
  family: z.string(),
  given: z.string().nullable(),
  middle: z.string().nullable(),
  suffix: z.string().nullable(),
  preferred: z.string().nullable(),
  sex: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  restricted: restriction.nullable(),
  deceased: z.int(),
});
type Card = z.output<typeof cardRow>;

const CARDS = `SELECT c.* FROM json_each(?) j CROSS JOIN search_card c ON c.chart = j.value ORDER BY j.key`;

/** What each chart's line shows, in the order given. */
export const hitsOf = (reader: Reader, charts: readonly number[], role: Role, scope: Scope): Hit[] => {
  const cards = reader.all(cardRow, CARDS, JSON.stringify(charts));
  const names = cards.map((card) => ({ last: nameKey(card.family), first: nameKey(card.given ?? '') }));
  return cards.map((card, at) => {
    const name = names[at] ?? { last: '', first: '' };
    const alike =
      names.some((other, where) => where !== at && nearlySame(name, other)) || sameNameElsewhere(reader, card.chart, name, scope);
    return hitOf(card, role, alike);
  });
};

/** Of a restricted chart only the name, the birth year and the flag; of the others what the role may see. */
const hitOf = (card: Card, role: Role, sameName: boolean): Hit => {
  const born = String(card.born);
  const year = born.slice(0, 4);
  const name = {
    patientId: stringify(card.patient),
    familyName: card.family,
    ...(card.given === null ? {} : { givenName: card.given }),
    ...(card.middle === null ? {} : { middleName: card.middle }),
    ...(card.suffix === null ? {} : { suffix: card.suffix }),
    ...(card.preferred === null ? {} : { preferredName: card.preferred }),
    archived: card.archived === 1,
    restricted: card.restricted,
    sameName,
  };
  if (card.restricted !== null) return { ...name, mrn: '', deceased: false, ...(card.born === 0 ? {} : { birthDate: year }) };
  const hidden = HIDDEN_FIELDS[role];
  return {
    ...name,
    mrn: card.mrn,
    deceased: card.deceased === 1,
    ...(card.born === 0 ? {} : { birthDate: `${year}-${born.slice(4, 6)}-${born.slice(6)}` }),
    ...(card.sex === null || hidden.includes('sex') ? {} : { sex: card.sex }),
    ...(card.phone === null || hidden.includes('mobilePhone') ? {} : { phone: card.phone }),
    ...(card.city === null || hidden.includes('city') ? {} : { city: card.city }),
  };
};

interface NameKeys {
  readonly last: string;
  readonly first: string;
}

/** Names a hurried reader takes for one another: equal, one typing error apart, or the everyday form of the same given name. */
const nearlySame = (a: NameKeys, b: NameKeys): boolean => {
  if (a.last === b.last)
    return a.first === b.first || (a.first.length > 2 && withinOneTypo(a.first, b.first)) || sameByNickname(a.first, b.first);
  return a.first === b.first && a.last.length > 2 && withinOneTypo(a.last, b.last);
};

/** Whether anybody else in reach of this person goes by the same name. */
const sameNameElsewhere = (reader: Reader, chart: number, { last, first }: NameKeys, scope: Scope): boolean => {
  const own = rowsOf(chart);
  const reach = within({ ...scope, includeArchived: true }, 'n');
  const sql = `SELECT 1 FROM search_name n INDEXED BY search_name_last
    WHERE ${['n.last = ? AND n.first = ? AND n.id NOT BETWEEN ? AND ?', ...reach.map((clause) => clause.sql)].join(' AND ')} LIMIT 1`;
  const values = [last, first, own.from, own.to, ...reach.flatMap((clause) => clause.values)];
  return reader.get(z.unknown(), sql, ...values) !== undefined;
};
