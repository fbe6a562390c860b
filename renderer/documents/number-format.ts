/** What a cell's number format makes of its number. */
export type CellFormat = { readonly kind: 'date' } | { readonly kind: 'digits'; readonly pattern: string } | { readonly kind: 'plain' };

const DATE_IDS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** The sections of a format without what stands in quotes, brackets and escapes: only the signs that mean something are left. */
const bare = (code: string): string => code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');

/** ECMA-376 part 1, 18.8.30: built-in formats by number, all others by their code. */
export const cellFormat = (id: number, code: string | undefined): CellFormat => {
  if (DATE_IDS.has(id)) return { kind: 'date' };
  if (code === undefined) return { kind: 'plain' };
  const [section = ''] = code.split(';');
  const signs = bare(section).toLowerCase();
  if (/[yd]/.test(signs) && !/^general$/.test(signs)) return { kind: 'date' };
  const literal = section.replace(/"([^"]*)"/g, (_all, words: string) => Array.from(words, (sign) => `\\${sign}`).join(''));
  const zeros = bare(section).replace(/[^0#]/g, '');
  const onlyDigits = /^[0#\-() /]*$/.test(bare(section)) && zeros.length > 1 && zeros.includes('0');
  return onlyDigits ? { kind: 'digits', pattern: literal } : { kind: 'plain' };
};

/**
 * A number as its cell shows it: ZIP codes, social security numbers and the like are numbers with a format that gives back their zeros (00000,
 * 000\-00\-0000). Every other number is written out with all its digits, never as 1.2E+9.
 */
export const shownNumber = (raw: string, format: CellFormat): string => {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  const digits = /^-?\d+$/.test(raw) ? raw : plainNumber(value);
  return format.kind === 'digits' && /^\d+$/.test(digits) ? filledIn(digits, format.pattern) : digits;
};

/** At most 15 digits are certain in a stored number (IEEE 754 binary64), so 0.30000000000000004 is 0.3. */
const plainNumber = (value: number): string => {
  if (Number.isSafeInteger(value)) return String(value);
  const exact = String(Number(value.toPrecision(15)));
  return /e/i.test(exact) && Math.abs(value) >= 1 ? BigInt(Math.trunc(value)).toString() : exact;
};

/** Puts digits into a pattern from its end; digits without a place stand before it. */
const filledIn = (digits: string, pattern: string): string => {
  const signs = [...pattern.matchAll(/\\(.)|([\s\S])/g)].map(([, escaped, plain = '']) =>
    escaped === undefined ? { sign: plain, place: plain === '0' || plain === '#' } : { sign: escaped, place: false },
  );
  let left = digits;
  let shown = '';
  for (const { sign, place } of signs.toReversed()) {
    if (!place) {
      shown = sign + shown;
      continue;
    }
    const digit = left.slice(-1);
    left = left.slice(0, -1);
    if (digit !== '') shown = digit + shown;
    else if (sign === '0') shown = `0${shown}`;
  }
  return left + shown;
};
