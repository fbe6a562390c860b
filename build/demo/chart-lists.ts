import { randomUUID } from 'node:crypto';
import type { ChartLists, Coverage } from '../../shared/phi/patient.ts';
import type { PatientDetails } from '../../shared/phi/patient-fields.ts';
import type { Dice } from '../../test/support/dice.ts';
import { ALERTS, PAYERS } from './town.ts';

const two = (n: number): string => String(n).padStart(2, '0');

const coverageOf = (dice: Dice, rank: number, year: number, details: PatientDetails): Coverage => {
  const { payer, plans, prefix } = dice.pick(PAYERS);
  const child = Number(details.birthDate?.slice(0, 4) ?? 0) > year - 19;
  return {
    id: randomUUID(),
    rank,
    payer,
    plan: dice.pick<string>(plans),
    memberId: `${prefix}-${String(dice.below(10_000_000)).padStart(7, '0')}`,
    groupNumber: `G${1000 + dice.below(9000)}`,
    relationship: child ? 'child' : 'self',
    ...(child ? { subscriberName: `${details.familyName}, Parent` } : {}),
    start: `${year - 1 - dice.below(4)}-01-01`,
    ...(dice.below(12) === 0 ? { end: `${year - 1}-12-31` } : {}),
  };
};

/** Coverages, contacts, consents and alerts of one made-up person, as mixed as a real practice's. */
export const listsFor = (dice: Dice, details: PatientDetails, year: number, phone: () => string): ChartLists => {
  const coverages = dice.below(10) === 0 ? [] : [coverageOf(dice, 1, year, details)];
  if (coverages.length === 1 && dice.below(6) === 0) coverages.push(coverageOf(dice, 2, year, details));
  const relationship = dice.pick(['spouse', 'mother', 'father', 'daughter', 'son', 'friend', 'neighbor']);
  const signed = `${year - 1 - dice.below(2)}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}`;
  return {
    coverages,
    emergencyContacts:
      dice.below(5) === 0
        ? []
        : [
            {
              id: randomUUID(),
              name: `${dice.pick(['Alex', 'Jordan', 'Rosa', 'Sam', 'Terry'])} ${details.familyName}`,
              relationship,
              phone: phone(),
            },
          ],
    consents: [
      { id: randomUUID(), kind: 'treatment', signedOn: signed },
      ...(dice.below(10) === 0 ? [] : [{ id: randomUUID(), kind: 'privacy-notice' as const, signedOn: signed }]),
      ...(dice.below(8) === 0
        ? [
            {
              id: randomUUID(),
              kind: 'release' as const,
              title: 'Records to Canyon Orthopedics',
              signedOn: signed,
              expiresOn: `${year - 1}-12-31`,
            },
          ]
        : []),
    ],
    alerts: dice.below(6) === 0 ? [{ id: randomUUID(), ...dice.pick(ALERTS) }] : [],
  };
};
