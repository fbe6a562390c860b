import { doubleMetaphone } from 'double-metaphone';
import * as z from 'zod';
import { compareKeys } from '../../../shared/person/name-key.ts';
import { deletesOf, withinOneTypo } from '../../../shared/person/typo.ts';
import { LIMITED, type Reader, type Writer } from '../../store/statements.ts';

/** Adds the words not known yet. `seen` saves the look-up of words met before in the same transaction. */
export const addWords = (writer: Writer, words: Iterable<string>, seen: Set<string>): void => {
  for (const word of words) {
    if (seen.has(word)) continue;
    seen.add(word);
    if (writer.get(z.unknown(), 'SELECT 1 FROM search_word WHERE word = ?', word) !== undefined) continue;
    const [sound, other] = doubleMetaphone(word);
    const { lastInsertRowid } = writer.run('INSERT INTO search_word (word, sound, other_sound) VALUES (?, ?, ?)', word, sound, other);
    for (const rest of deletesOf(word)) writer.run('INSERT INTO search_typo (rest, word) VALUES (?, ?)', rest, lastInsertRowid);
  }
};

/** Fills the empty word tables: in key order, so that every page is written once. */
export const fillWords = (writer: Writer, words: ReadonlySet<string>): void => {
  const inOrder = [...words].sort(compareKeys);
  const rests: (readonly [rest: string, word: number])[] = [];
  for (const [at, word] of inOrder.entries()) {
    const [sound, other] = doubleMetaphone(word);
    writer.run('INSERT INTO search_word (id, word, sound, other_sound) VALUES (?, ?, ?, ?)', at + 1, word, sound, other);
    for (const rest of deletesOf(word)) rests.push([rest, at + 1]);
  }
  rests.sort((a, b) => compareKeys(a[0], b[0]) || a[1] - b[1]);
  for (const [rest, word] of rests) writer.run('INSERT INTO search_typo (rest, word) VALUES (?, ?)', rest, word);
};

const wordRow = z.object({ word: z.string() });

/** Words of this practice one typing error away from the typed one, itself left out; those of the same length first, because they are likelier. */
export const wordsNear = (reader: Reader, typed: string, limit: number): string[] => {
  const sql = `SELECT DISTINCT w.word FROM json_each(?) d CROSS JOIN search_typo t ON t.rest = d.value CROSS JOIN search_word w ON w.id = t.word`;
  const rows = reader.all(wordRow, sql, JSON.stringify(deletesOf(typed)));
  const near = rows.map((row) => row.word).filter((word) => word !== typed && withinOneTypo(word, typed));
  const unlike = (word: string) => (word[0] === typed[0] ? 0 : 1) + (word.length === typed.length ? 0 : 2);
  return near.sort((a, b) => unlike(a) - unlike(b) || compareKeys(a, b)).slice(0, limit);
};

/** Words of this practice that sound like the given one in its first or second pronunciation (double metaphone), itself left out. */
export const wordsSounding = (reader: Reader, word: string, limit: number): string[] => {
  const [sound, other] = doubleMetaphone(word);
  if (sound === '') return [];
  const sql = `SELECT word FROM search_word WHERE sound IN (?, ?) AND word <> ? ${LIMITED}`;
  return reader.all(wordRow, sql, sound, other, word, limit).map((row) => row.word);
};
