/**
 * One typing error: a letter changed, left out, put in, or two neighbours exchanged (optimal string alignment distance 1).
 *
 * The index is SymSpell's (W. Garbe, 2012): two words are at most one error apart only if taking at most one letter from each can make them equal,
 * so a word is stored under itself and all its deletes and is looked up by the same.
 */
export const deletesOf = (word: string): string[] => {
  const letters = Array.from(word);
  const made = new Set<string>([word]);
  for (let at = 0; at < letters.length; at += 1) made.add(letters.slice(0, at).join('') + letters.slice(at + 1).join(''));
  made.delete('');
  return [...made];
};

/** True when the words are equal or one typing error apart. */
export const withinOneTypo = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (farApart(a, b)) return false;
  const [short, long] = a.length <= b.length ? [Array.from(a), Array.from(b)] : [Array.from(b), Array.from(a)];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short[short.length - 1 - end] === long[long.length - 1 - end]) end += 1;
  const [left, leftLong] = [short.length - start - end, long.length - start - end];
  if (left <= 0) return leftLong <= 1;
  if (leftLong === 1) return left === 1;
  return left === 2 && leftLong === 2 && short[start] === long[start + 1] && short[start + 1] === long[start];
};

/** What one error can change is at most two letters, of at most two UTF-16 units each. */
const MOST_CHANGED = 4;

/** True for words that differ in more than one error can change, told without taking them apart: nearly all pairs are. */
const farApart = (a: string, b: string): boolean => {
  const shorter = Math.min(a.length, b.length);
  const longer = Math.max(a.length, b.length);
  if (longer - shorter > 2) return true;
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  return longer - start - end > MOST_CHANGED;
};
