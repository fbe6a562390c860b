/** What stands before an extension: right behind the number with nothing but signs between, or, behind seven digits or more, anywhere ("home, ext 5"). */
const EXTENSION = /(?:ext|x|#)(?<=(?:\d[\s.,;:()-]*|(?:\d\D*){7})(?:ext|x|#))/i;

/**
 * A phone number as digits: without an extension ("x12", "ext. 12", "#12") and without the country code 1 of the North American plan, so that +1 305 555 0123
 * and (305) 555-0123 are the same number. What stands before the number is passed over ("fax: 305..."). Digits of other scripts count as digits.
 */
export const phoneDigits = (text: string): string => {
  const [number = ''] = asciiDigits(text.normalize('NFKC')).split(EXTENSION);
  const digits = number.replace(/\D+/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
};

const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6];

/** Arabic-Indic, Persian, Devanagari and Bengali digits as 0-9. */
export const asciiDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = ZEROS.find((start) => code >= start && code < start + 10) ?? code;
    return String(code - zero);
  });
