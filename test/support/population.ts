import { type Dice, diceOf } from './dice.ts';
import { nameStock } from './name-stock.ts';

/** One made-up patient, as a row of `patient` needs it. */
export interface MadePatient {
  readonly id: number;
  readonly patientId: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName: string | null;
  readonly preferredName: string | null;
  readonly formerName: string | null;
  readonly birthDate: string | null;
  readonly sex: string;
  readonly mobilePhone: string | null;
  readonly homePhone: string | null;
  readonly email: string | null;
  readonly addressLine1: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly externalId: string | null;
  readonly archived: number;
}

const CITIES = ['Miami', 'Hialeah', 'Coral Gables', 'Homestead', 'Doral', 'Kendall', 'Sweetwater', 'Miami Beach', 'Aventura', 'Opa-locka'];
const AREAS = ['305', '305', '305', '786', '786', '954', '561', '212'];
const STREETS = ['Oak', 'Maple', 'Palm', 'Main', 'Church', 'Lake', 'Flagler', 'Sunset', 'Ocean', 'Park'];

const two = (n: number): string => String(n).padStart(2, '0');

/** The older half of life is over-represented, as in any waiting room; one in a hundred has no date. */
const birthDate = (dice: Dice): string | null => {
  if (dice.below(100) === 0) return null;
  const age = Math.min(101, Math.floor(Math.sqrt(dice.below(10000)) * 0.7 + dice.below(35)));
  return `${2025 - age}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}`;
};

const phone = (dice: Dice): string => {
  const [area, exchange, line] = [dice.pick(AREAS), 200 + dice.below(800), String(dice.below(10000)).padStart(4, '0')];
  return dice.below(2) === 0 ? `(${area}) ${exchange}-${line}` : `${area}${exchange}${line}`;
};

/** A time-ordered id whose random part is the dice's. */
const uuid = (dice: Dice, id: number): string => {
  const hex = (n: number, width: number) => n.toString(16).padStart(width, '0').slice(-width);
  const time = hex(1_700_000_000_000 + id, 12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(dice.below(4096), 3)}-8${hex(dice.below(4096), 3)}-${hex(dice.below(2 ** 24), 6)}${hex(dice.below(2 ** 24), 6)}`;
};

/** Made-up patients, one after the other, the same for the same seed. Nobody in it exists. */
export function* population(count: number, seed = 7, firstId = 1): Generator<MadePatient> {
  const dice = diceOf(seed);
  const stock = nameStock(dice);
  for (let id = firstId; id < firstId + count; id += 1) {
    const { family, given } = stock.name();
    const chance = (percent: number): boolean => dice.below(100) < percent;
    const middle = dice.below(100);
    const sex = dice.below(2) === 0 ? 'female' : 'male';
    yield {
      id,
      patientId: uuid(dice, id),
      mrn: `A${String(id).padStart(6, '0')}`,
      familyName: chance(8) ? `${family} ${stock.surname()}` : family,
      givenName: given,
      middleName: middle < 15 ? stock.given() : middle < 55 ? (given[0] ?? '') : null,
      preferredName: chance(6) ? stock.given() : null,
      formerName: sex === 'female' && chance(12) ? stock.surname() : null,
      birthDate: birthDate(dice),
      sex,
      mobilePhone: chance(90) ? phone(dice) : null,
      homePhone: chance(25) ? phone(dice) : null,
      email: chance(50) ? `p${id}@example.com` : null,
      addressLine1: `${1 + dice.below(9999)} ${dice.pick(STREETS)} Street`,
      city: dice.pick(CITIES),
      state: 'FL',
      zip: `33${String(dice.below(1000)).padStart(3, '0')}`,
      externalId: chance(10) ? `X-${dice.below(10_000_000)}` : null,
      archived: chance(3) ? 1 : 0,
    };
  }
}
