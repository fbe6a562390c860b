import type { TFunction } from 'i18next';
import type { Consent, Coverage, EmergencyContact } from '../../shared/phi/patient.ts';
import { longDate } from './person-words.ts';

/** One coverage on one line. */
export const coverageWords = (t: TFunction, one: Coverage): string =>
  [
    `${one.rank}. ${one.payer}`,
    one.plan,
    one.memberId,
    one.groupNumber,
    one.subscriberName,
    one.relationship === undefined ? undefined : t(`choices.relationship.${one.relationship}`),
  ]
    .filter(Boolean)
    .join(' · ');

/** One emergency contact on one line. */
export const contactWords = (one: EmergencyContact): string => [one.name, one.relationship, one.phone].filter(Boolean).join(' · ');

/** One consent on one line: what, signed when, and whether it still holds. */
export const consentWords = (t: TFunction, one: Consent): string =>
  [
    one.title === undefined || one.title === '' ? t(`choices.consent.${one.kind}`) : `${t(`choices.consent.${one.kind}`)}: ${one.title}`,
    one.signedOn === undefined ? undefined : t('chart.signed', { date: longDate(one.signedOn) }),
    one.revokedOn !== undefined
      ? t('chart.revoked', { date: longDate(one.revokedOn) })
      : one.expiresOn === undefined
        ? undefined
        : t('chart.expires', { date: longDate(one.expiresOn) }),
  ]
    .filter(Boolean)
    .join(' · ');
