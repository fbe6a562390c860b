import type { TFunction } from 'i18next';
import type { Consent, Coverage, EmergencyContact } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayDate } from '../ui/civil-date.ts';
import { sayPhone } from '../ui/phone.ts';

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
export const contactWords = (one: EmergencyContact): string =>
  [one.name, one.relationship, one.phone === undefined ? undefined : sayPhone(one.phone)].filter(Boolean).join(' · ');

/** One consent on one line: what, signed when, and whether it still holds. */
export const consentWords = (t: TFunction, one: Consent): string =>
  [
    one.title === undefined || one.title === '' ? t(`choices.consent.${one.kind}`) : `${t(`choices.consent.${one.kind}`)}: ${one.title}`,
    one.signedOn === undefined ? undefined : t('chart.signed', { date: sayDate(one.signedOn, language()) }),
    one.revokedOn !== undefined
      ? t('chart.revoked', { date: sayDate(one.revokedOn, language()) })
      : one.expiresOn === undefined
        ? undefined
        : t('chart.expires', { date: sayDate(one.expiresOn, language()) }),
  ]
    .filter(Boolean)
    .join(' · ');
