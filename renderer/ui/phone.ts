import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number as it is read out: (512) 555-0142, or +52 55 1234 5678 abroad. What is no number is given back as typed. */
export const sayPhone = (typed: string): string => {
  const number = parsePhoneNumberFromString(typed, 'US');
  if (number === undefined || !number.isPossible()) return typed.trim();
  const extension = number.ext === undefined ? '' : ` x${number.ext}`;
  if (number.countryCallingCode !== '1') return number.formatInternational();
  const digits = number.nationalNumber;
  return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}${extension}`;
};

/** Whether a typed number looks unlike a phone number. It is a warning only: people write what they have. */
export const oddPhone = (typed: string): boolean => {
  if (typed.trim() === '') return false;
  return parsePhoneNumberFromString(typed, 'US')?.isPossible() !== true;
};
