import * as z from 'zod';
import type { Result } from '../../../shared/operations/table.ts';
import { HIDDEN_FIELDS, type Role } from '../../../shared/permissions.ts';
import { sameByNickname } from '../../../shared/person/nicknames.ts';
import { withinOneTypo } from '../../../shared/person/typo.ts';
import { restriction } from '../../../shared/phi/patient.ts';
import type { Reader } from '../../store/statements.ts';
import { ROWS_PER_CHART } from './search-entry.ts';
import { type Clause, type Scope, within } from './search-sql.ts';

type Hit = Result<'patient.search'>['hits'][number];

const cardRow = z.object({
  patient: z.string(),
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
  namesake: z.int(),
});
type Card = z.output<typeof cardRow>;

const SHOWN = Object.keys(cardRow.shape)
  .filter((column) => column !== 'patient' && column !== 'namesake')
  .map((column) => `c.${column}`)
  .join(', ');

/**
 * The cards in the order given (a CROSS JOIN keeps that of its left side), each with whether somebody else in reach has that very name. One statement for
 * both, because finding a card's page again costs more than the name. The id comes as text: handing over bytes costs more than all names together.
 */
const cardsSql = (reach: readonly Clause[]): string => `SELECT ${SHOWN}, lower(hex(c.patient)) AS patient,
    EXISTS (SELECT 1 FROM search_name n INDEXED BY search_name_last
      WHERE n.last = c.last AND n.first = c.first AND n.id / ${ROWS_PER_CHART} <> c.chart${reach.map((clause) => ` AND ${clause.sql}`).join('')}) AS namesake
  FROM json_each(?) j CROSS JOIN search_card c ON c.chart = j.value`;
const CARDS = cardsSql([]);

const cardsOf = (reader: Reader, charts: readonly number[], scope: Scope): Card[] => {
  if (scope.assignedTo === null) return reader.all(cardRow, CARDS, JSON.stringify(charts));
  const reach = within({ ...scope, includeArchived: true });
  return reader.all(cardRow, cardsSql(reach), ...reach.flatMap((clause) => clause.values), JSON.stringify(charts));
};

/** What each chart's line shows, in the order given. */
export const hitsOf = (reader: Reader, charts: readonly number[], role: Role, scope: Scope): Hit[] => {
  const found = cardsOf(reader, charts, scope);
  const same = found.map((card) => card.namesake === 1);
  for (const [at, card] of found.entries()) {
    for (let other = at + 1; other < found.length; other += 1) {
      const beside = found[other];
      if (beside === undefined || (same[at] && same[other]) || !nearlySame(card, beside)) continue;
      same[at] = true;
      same[other] = true;
    }
  }
  return found.map((card, at) => hitOf(card, role, same[at] === true));
};

/** RFC 9562's way to write an id. */
const idOf = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

const date = (born: number): string => {
  const digits = String(born);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
};

/** Of a restricted chart only the name, the birth year and the flag; of the others what the role may see. */
const hitOf = (card: Card, role: Role, sameName: boolean): Hit => {
  const open = card.restricted === null;
  const hit: Hit = {
    patientId: idOf(card.patient),
    familyName: card.family,
    mrn: open ? card.mrn : '',
    archived: card.archived === 1,
    restricted: card.restricted,
    deceased: open && card.deceased === 1,
    sameName,
  };
  if (card.given !== null) hit.givenName = card.given;
  if (card.middle !== null) hit.middleName = card.middle;
  if (card.suffix !== null) hit.suffix = card.suffix;
  if (card.preferred !== null) hit.preferredName = card.preferred;
  if (card.born !== 0) hit.birthDate = open ? date(card.born) : String(card.born).slice(0, 4);
  if (!open) return hit;
  const hidden = HIDDEN_FIELDS[role];
  if (card.sex !== null && !hidden.includes('sex')) hit.sex = card.sex;
  if (card.phone !== null && !hidden.includes('mobilePhone')) hit.phone = card.phone;
  if (card.city !== null && !hidden.includes('city')) hit.city = card.city;
  return hit;
};

type NameKeys = Pick<Card, 'last' | 'first'>;

/** Names a hurried reader takes for one another: equal, one typing error apart, or the everyday form of the same given name. */
const nearlySame = (a: NameKeys, b: NameKeys): boolean => {
  if (a.last === b.last)
    return a.first === b.first || (a.first.length > 2 && withinOneTypo(a.first, b.first)) || sameByNickname(a.first, b.first);
  return a.first === b.first && a.last.length > 2 && withinOneTypo(a.last, b.last);
};
