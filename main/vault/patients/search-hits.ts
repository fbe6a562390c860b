import { stringify } from 'uuid';
import * as z from 'zod';
import type { Result } from '../../../shared/operations/table.ts';
import { HIDDEN_FIELDS, type Role } from '../../../shared/permissions.ts';
import { sameByNickname } from '../../../shared/person/nicknames.ts';
import { withinOneTypo } from '../../../shared/person/typo.ts';
import { restriction } from '../../../shared/phi/patient.ts';
import type { Reader } from '../../store/statements.ts';
import { ROWS_PER_CHART } from './search-entry.ts';
import { type Scope, within } from './search-sql.ts';

type Hit = Result<'patient.search'>['hits'][number];

const cardRow = z.object({
  chart: z.int(),
  patient: z.instanceof(Uint8Array),
  archived: z.int(),
  last: z.string(),
  first: z.string(),
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
  alike: z.int(),
});
type Card = z.output<typeof cardRow>;

/** The cards in the order given (a CROSS JOIN keeps that of its left side); `alike` when anybody else in reach of the asking person goes by the same name. */
const cards = (reader: Reader, charts: readonly number[], scope: Scope): Card[] => {
  const reach = within({ ...scope, includeArchived: true });
  const sql = `SELECT c.*, EXISTS (SELECT 1 FROM search_name n INDEXED BY search_name_last
      WHERE ${['n.last = c.last', 'n.first = c.first', `n.id / ${ROWS_PER_CHART} <> c.chart`, ...reach.map((clause) => clause.sql)].join(' AND ')}) AS alike
    FROM json_each(?) j CROSS JOIN search_card c ON c.chart = j.value`;
  return reader.all(cardRow, sql, ...reach.flatMap((clause) => clause.values), JSON.stringify(charts));
};

/** What each chart's line shows, in the order given. */
export const hitsOf = (reader: Reader, charts: readonly number[], role: Role, scope: Scope): Hit[] => {
  const found = cards(reader, charts, scope);
  return found.map((card) => hitOf(card, role, card.alike === 1 || found.some((other) => other !== card && nearlySame(card, other))));
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

type NameKeys = Pick<Card, 'last' | 'first'>;

/** Names a hurried reader takes for one another: equal, one typing error apart, or the everyday form of the same given name. */
const nearlySame = (a: NameKeys, b: NameKeys): boolean => {
  if (a.last === b.last)
    return a.first === b.first || (a.first.length > 2 && withinOneTypo(a.first, b.first)) || sameByNickname(a.first, b.first);
  return a.first === b.first && a.last.length > 2 && withinOneTypo(a.last, b.last);
};
