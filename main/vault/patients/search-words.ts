import { doubleMetaphone } from 'double-metaphone';
import * as z from 'zod';
import { compareKeys } from '../../../shared/person/name-key.ts';
import { deletesOf, withinOneTypo } from '../../../shared/person/typo.ts';
import { LIMITED, type Reader, type Writer } from '../../store/statements.ts';

/**
 * Adds the words not known yet. `seen` saves the look-up of words met before in the same transaction. `bare` leaves out what a word is found by when it is mistyped: a first load writes that
 * at its end, in order (`fillTypos`).
 */
export const addWords = (writer: Writer, words: Iterable<string>, seen: Set<string>, bare = false): void => {
  for (const word of words) {
    if (seen.has(word)) continue;
    seen.add(word);
    if (writer.get(z.unknown(), 'SELECT 1 FROM search_word WHERE word = ?', word) !== undefined) continue;
    const [sound, other] = doubleMetaphone(word);
    const { lastInsertRowid } = writer.run('INSERT INTO search_word (word, sound, other_sound) VALUES (?, ?, ?)', word, sound, other);
    if (bare) continue;
    for (const rest of deletesOf(word)) writer.run('INSERT INTO search_typo (rest, word) VALUES (?, ?)', rest, lastInsertRowid);
  }
};

/** Fills the empty word tables: in key order, so that every page is written once. */
export const fillWords = (writer: Writer, words: ReadonlySet<string>): void => {
  const inOrder = [...words].sort(compareKeys);
  const rests: Rest[] = [];
  for (const [at, word] of inOrder.entries()) {
    const [sound, other] = doubleMetaphone(word);
    writer.run('INSERT INTO search_word (id, word, sound, other_sound) VALUES (?, ?, ?, ?)', at + 1, word, sound, other);
    for (const rest of deletesOf(word)) rests.push([rest, at + 1]);
  }
  writeRests(writer, rests);
};

type Rest = readonly [rest: string, word: number];

/** In key order, so that every page is written once. A word that has its rests keeps them. */
const writeRests = (writer: Writer, rests: Rest[]): void => {
  rests.sort((a, b) => compareKeys(a[0], b[0]) || a[1] - b[1]);
  for (const [rest, word] of rests) writer.run('INSERT OR IGNORE INTO search_typo (rest, word) VALUES (?, ?)', rest, word);
};

const numbered = z.object({ id: z.int(), word: z.string() });
const newestWord = z.object({ id: z.int().nullable() });
const meta = z.object({ value: z.int() });
const UNFILLED = 'typos-after';

/** From here on new words are added bare, until `fillTypos`; kept in the store, so that a kill in between is mended at the next open. */
export const leaveTypos = (writer: Writer): void => {
  const { id } = writer.one(newestWord, 'SELECT max(id) AS id FROM search_word');
  writer.run('INSERT OR IGNORE INTO records_meta (name, value) VALUES (?, ?)', UNFILLED, id ?? 0);
};

const unfilled = (reader: Reader): number | undefined => reader.get(meta, 'SELECT value FROM records_meta WHERE name = ?', UNFILLED)?.value;

/** Whether words are to be added bare. */
export const areTyposLeft = (reader: Reader): boolean => unfilled(reader) !== undefined;

/** Writes what was left out since `leaveTypos`; costs nothing where nothing was. */
export const fillTypos = (writer: Writer): void => {
  const after = unfilled(writer);
  if (after === undefined) return;
  const words = writer.all(numbered, 'SELECT id, word FROM search_word WHERE id > ?', after);
  writeRests(
    writer,
    words.flatMap(({ id, word }) => deletesOf(word).map((rest): Rest => [rest, id])),
  );
  forgetTypos(writer);
};

/** The word tables were made anew, whole. */
export const forgetTypos = (writer: Writer): void => {
  writer.run('DELETE FROM records_meta WHERE name = ?', UNFILLED);
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
