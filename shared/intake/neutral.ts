/**
 * What a spreadsheet program takes for the beginning of a formula, or skips on the way to one (OWASP, "CSV Injection"): also in their full-width forms, and
 * behind blanks and marks that are not seen. Apostrophes before it are counted in, so that one more can always be taken off again.
 */
const BEGINS_A_FORMULA = /^'*(?:[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/u;

/**
 * Text for a cell of a spreadsheet we write. What could run gets an apostrophe before it, which every spreadsheet program takes for "this is text". The
 * records themselves are never altered: this is the last step on the way out, and every spreadsheet goes through it.
 */
export const neutral = (text: string): string => (BEGINS_A_FORMULA.test(text) ? `'${text}` : text);

/** What `neutral` was given: for cells of a spreadsheet known to be ours, and only for those. */
export const fromNeutral = (text: string): string => (text.startsWith("'") && BEGINS_A_FORMULA.test(text.slice(1)) ? text.slice(1) : text);
