import type { Result } from '../../../shared/operations/table.ts';
import type { Consent } from '../../../shared/phi/patient.ts';

type Sheet = Result<'visit.check-in-sheet'>;

/** A coverage counts as verified for so long: payers change at a month's end. */
export const VERIFIED_DAYS = 30;
const DAY_MS = 86_400_000;

/** Signed, and neither revoked nor run out. */
const stands = (consents: readonly Consent[], kind: Consent['kind'], today: string): boolean =>
  consents.some(
    (consent) =>
      consent.kind === kind &&
      consent.signedOn !== undefined &&
      consent.revokedOn === undefined &&
      (consent.expiresOn === undefined || consent.expiresOn >= today),
  );

/**
 * What the desk still wants to have, in the order of the counter. The privacy notice: a direct treatment provider makes a good-faith effort to have it acknowledged no later than the first
 * service (45 CFR 164.520(c)(2)).
 */
export const missingOf = (
  known: { readonly birthDate: string | undefined; readonly phone: string | undefined; readonly address: string },
  coverages: Sheet['coverages'],
  consents: readonly Consent[],
  today: string,
  now: number,
): Sheet['missing'] => {
  const missing: Sheet['missing'] = [];
  if (known.birthDate === undefined) missing.push('birth-date');
  if (known.phone === undefined) missing.push('phone');
  if (known.address === '') missing.push('address');
  const running = coverages.filter(({ start, end }) => (start === undefined || start <= today) && (end === undefined || end >= today));
  if (coverages.length === 0) missing.push('coverage');
  else if (running.length === 0) missing.push('coverage-ended');
  else if (running.some(({ verified }) => verified === null || now - verified.at > VERIFIED_DAYS * DAY_MS))
    missing.push('coverage-unverified');
  if (!stands(consents, 'privacy-notice', today)) missing.push('privacy-notice');
  if (!stands(consents, 'treatment', today)) missing.push('treatment-consent');
  return missing;
};
