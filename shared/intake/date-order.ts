/** Which part of a date written in numbers comes first. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy';

const THREE_PARTS = /^(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})(?:[T\s,].*)?$/;

/**
 * The order a column's own dates prove: a part over 12 can't be a month. Null when they prove nothing, or one thing here and another there: then a
 * person is asked, because the wrong answer gives every patient another birthday.
 */
export const detectDateOrder = (dates: readonly string[]): { readonly order: DateOrder | null; readonly examples: readonly string[] } => {
  let monthFirst = 0;
  let dayFirst = 0;
  let yearFirst = 0;
  const open: string[] = [];
  for (const text of dates) {
    const parts = THREE_PARTS.exec(text.trim());
    if (parts === null) continue;
    const [, a = '', b = '', c = ''] = parts;
    if (a.length > 2) continue;
    const [first, second] = [Number(a), Number(b)];
    if (c.length <= 2 && first > 31) yearFirst += 1;
    else if (first > 12 && second <= 12) dayFirst += 1;
    else if (second > 12 && first <= 12) monthFirst += 1;
    else if (open.length < 5 && first !== second && !open.includes(text)) open.push(text);
  }
  const proofs = [monthFirst, dayFirst, yearFirst].filter((count) => count > 0).length;
  if (proofs === 0) return { order: open.length === 0 ? 'ymd' : null, examples: open };
  if (proofs > 1) return { order: null, examples: dates.filter((text) => THREE_PARTS.test(text.trim())).slice(0, 5) };
  return { order: monthFirst > 0 ? 'mdy' : dayFirst > 0 ? 'dmy' : 'ymd', examples: open };
};
