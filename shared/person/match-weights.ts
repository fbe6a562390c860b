/** How two values of a field agree. */
export type Agreement = 'same' | 'similar' | 'sounds-alike' | 'swapped' | 'different';

/** The fields two charts are compared by, named as the field of the chart they stand for. */
export const MATCH_FIELDS = [
  'familyName',
  'givenName',
  'middleName',
  'birthDate',
  'phone',
  'addressLine1',
  'zip',
  'ssn',
  'email',
  'sex',
] as const;
export type MatchField = (typeof MATCH_FIELDS)[number];

/**
 * Of two charts of the same person `m` is the share that agree so in this field, of two charts of different persons `u` (I. P. Fellegi and A. B. Sunter,
 * "A Theory for Record Linkage", 1969). A weight is log2(m / u).
 *
 * Where the numbers come from:
 * - `u` is counted or computed. Names: the chance that two people drawn from a population with the shape of American surnames and given names agree.
 *   A birth date: one of 365 days in about 60 years; swapped and one digit off: the few dates that can be reached so. Last four of an SSN: 1 of 10,000.
 *   Phone, address and e-mail are held at what relatives share, not at pure chance, because a family is the commonest pair of different people who look alike.
 *   ZIP: a practice's patients live in some twenty of them.
 * - `m` is judged: about one field in ten is written differently when somebody is registered again, women's surnames and everybody's address and phone more
 *   often, a birth date seldom. FEBRL's data set 1 (docs/matching.md) checks the whole; it was not used to fit single numbers.
 */
type Shares = Partial<Record<Agreement, readonly [m: number, u: number]>>;

const SHARES = {
  familyName: { same: [0.85, 0.0015], similar: [0.08, 0.004], 'sounds-alike': [0.02, 0.006], different: [0.05, 0.99] },
  givenName: { same: [0.8, 0.008], similar: [0.11, 0.012], 'sounds-alike': [0.02, 0.012], different: [0.07, 0.97] },
  middleName: { same: [0.6, 0.02], similar: [0.3, 0.07], different: [0.1, 0.91] },
  birthDate: { same: [0.92, 0.00005], swapped: [0.01, 0.00003], similar: [0.04, 0.0012], different: [0.03, 0.9987] },
  phone: { same: [0.6, 0.004], different: [0.4, 0.996] },
  addressLine1: { same: [0.55, 0.004], similar: [0.15, 0.01], different: [0.3, 0.986] },
  zip: { same: [0.75, 0.05], similar: [0.05, 0.05], different: [0.2, 0.9] },
  ssn: { same: [0.95, 0.0001], similar: [0.03, 0.0038], different: [0.02, 0.9961] },
  email: { same: [0.6, 0.003], different: [0.4, 0.997] },
  sex: { same: [0.97, 0.5], different: [0.03, 0.5] },
} as const satisfies Record<MatchField, Shares>;

/** Family and given name found in one another's place: as a pair, because neither agrees alone. */
const SWAPPED_NAMES = Math.log2(0.02 / (0.0015 * 0.008));

/** The weight of one agreement; 0 where the field knows no such agreement. */
export const weightOf = (field: MatchField, agreement: Agreement): number => {
  if (agreement === 'swapped' && (field === 'familyName' || field === 'givenName')) return SWAPPED_NAMES / 2;
  const shares: Shares = SHARES[field];
  const found = shares[agreement];
  return found === undefined ? 0 : Math.log2(found[0] / found[1]);
};

/** Fields a family shares: together they say little more than one of them, so their sum is held at `MOST_OF_A_HOUSEHOLD`. */
export const HOUSEHOLD: ReadonlySet<MatchField> = new Set<MatchField>(['phone', 'addressLine1', 'zip', 'email']);
export const MOST_OF_A_HOUSEHOLD = 9;

/** Taken off where family name and birth date are the same and the given name is another: one birth in thirty is of twins. */
export const TWINS = 12;

export type Likelihood = 'very-likely' | 'likely' | 'possible';

/**
 * From this weight on. Names alone (16) are a possible duplicate, names and a birth date (30) a very likely one, and no birth date outweighs other names,
 * another sex and another address: nothing merges by itself, so what is shown at most costs a look.
 */
export const THRESHOLDS: readonly (readonly [likelihood: Likelihood, weight: number])[] = [
  ['very-likely', 24],
  ['likely', 17],
  ['possible', 11],
];
