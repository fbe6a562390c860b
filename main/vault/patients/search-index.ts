import * as z from 'zod';
import { SEARCH_INDEXES } from '../../store/migrations/records/0002-search.ts';
import type { Writer } from '../../store/statements.ts';
import {
  bornOf,
  firstRow,
  namesOf,
  numbersOf,
  phonesOf,
  reversed,
  rowsOf,
  type SearchSource,
  SOURCE_COLUMNS,
  searchSource,
} from './search-entry.ts';
import { addWords, areTyposLeft, fillTypos, fillWords, forgetTypos, leaveTypos } from './search-words.ts';

const idBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

const mrnRow = z.object({ mrn: z.string() });

/** MRNs of the charts merged into this one, directly or through another: their numbers find the survivor. */
const mergedMrns = (writer: Writer, chart: number): string[] =>
  writer
    .all(
      mrnRow,
      `WITH RECURSIVE gone (id) AS (SELECT id FROM patient INDEXED BY patient_merged_into WHERE merged_into = ? UNION SELECT p.id FROM gone CROSS JOIN patient p INDEXED BY patient_merged_into ON p.merged_into = gone.id)
       SELECT p.mrn FROM gone CROSS JOIN patient p ON p.id = gone.id ORDER BY p.id`,
      chart,
    )
    .map((row) => row.mrn);

const CARD = `INSERT INTO search_card
  (chart, patient, archived, last, first, born, mrn, family, given, middle, suffix, preferred, sex, phone, city, restricted, deceased)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Writes all rows of a chart that has none. Returns its words. */
const writeRows = (writer: Writer, source: SearchSource, merged: readonly string[]): readonly string[] => {
  const born = bornOf(source.birthDate);
  const { names, words } = namesOf(source);
  writer.run(
    CARD,
    source.id,
    idBytes(source.patient_id),
    source.archived,
    names[0]?.last ?? '',
    names[0]?.first ?? '',
    born,
    source.mrn,
    source.familyName,
    source.givenName,
    source.middleName,
    source.suffix,
    source.preferredName,
    source.sex,
    source.mobilePhone ?? source.homePhone ?? source.workPhone,
    source.city,
    source.restricted,
    source.deathDate === null ? 0 : 1,
  );
  const id = firstRow(source);
  for (const [at, { last, first }] of names.entries()) {
    writer.run('INSERT INTO search_name (id, last, first, born) VALUES (?, ?, ?, ?)', id + at, last, first, born);
  }
  for (const [at, digits] of phonesOf(source).entries()) {
    writer.run('INSERT INTO search_phone (id, digits, ending) VALUES (?, ?, ?)', id + at, digits, reversed(digits));
  }
  writeNumbers(writer, source, merged);
  return words;
};

const writeNumbers = (writer: Writer, source: SearchSource, merged: readonly string[]): void => {
  for (const [at, value] of numbersOf(source, merged).entries()) {
    writer.run('INSERT INTO search_number (id, value) VALUES (?, ?)', firstRow(source) + at, value);
  }
};

const ROW_TABLES = ['search_name', 'search_phone', 'search_number'] as const;

const SOURCE = `SELECT ${SOURCE_COLUMNS} FROM patient WHERE merged_into IS NULL AND`;

const chartRow = z.object({ id: z.int() });

/** The chart a merge took this one into, and that one's, to the end. */
const SURVIVOR = `WITH RECURSIVE up (id, into_id) AS (SELECT id, merged_into FROM patient WHERE id = ?
  UNION SELECT p.id, p.merged_into FROM up CROSS JOIN patient p ON p.id = up.into_id) SELECT id FROM up WHERE into_id IS NULL`;

/** Gives the survivor of a merge the numbers it now answers to. */
const renumber = (writer: Writer, chart: number): void => {
  const survivor = writer.get(chartRow, SURVIVOR, chart);
  const source = survivor === undefined ? undefined : writer.get(searchSource, `${SOURCE} id = ?`, survivor.id);
  if (source === undefined) return;
  const { from, to } = rowsOf(source.id);
  writer.run('DELETE FROM search_number WHERE id BETWEEN ? AND ?', from, to);
  writeNumbers(writer, source, mergedMrns(writer, source.id));
};

const dropRows = (writer: Writer, chart: number): void => {
  const { from, to } = rowsOf(chart);
  for (const table of ROW_TABLES) writer.run(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`, from, to);
  writer.run('DELETE FROM search_card WHERE chart = ?', chart);
};

/**
 * Takes a chart out of every search: after it was merged into another, whose chart its number finds from then on, and before it is deleted. A chart that
 * is not in is left alone.
 */
export const unindexPatient = (writer: Writer, patientRowId: number): void => {
  dropRows(writer, patientRowId);
  const merged = writer.get(z.unknown(), 'SELECT 1 FROM patient WHERE id = ? AND merged_into IS NOT NULL', patientRowId);
  if (merged !== undefined) renumber(writer, patientRowId);
};

const SURVIVOR_BEFORE = 'SELECT survivor AS id FROM patient_merge WHERE merged = ? AND undone_at IS NULL';

/**
 * Makes a chart findable as it now stands; call it in the transaction that made or changed the chart. A chart merged away is taken out; one whose merge is
 * being taken back gets its number back. Failure `not-found` when there is no such chart.
 */
export const indexPatient = (writer: Writer, patientRowId: number): void => {
  writer.one(z.unknown(), 'SELECT 1 FROM patient WHERE id = ?', patientRowId);
  indexPatients(writer, [patientRowId]);
  const survivor = writer.get(chartRow, SURVIVOR_BEFORE, patientRowId);
  if (survivor !== undefined) renumber(writer, survivor.id);
};

/** As `indexPatient` for many; the cheaper way for the rows of one import transaction. Unknown charts are passed over. */
export const indexPatients = (writer: Writer, patientRowIds: Iterable<number>): void => {
  const seen = new Set<string>();
  const bare = areTyposLeft(writer);
  for (const id of patientRowIds) {
    if (writer.get(z.unknown(), 'SELECT 1 FROM search_card WHERE chart = ?', id) !== undefined) dropRows(writer, id);
    const source = writer.get(searchSource, `${SOURCE} id = ?`, id);
    if (source !== undefined) addWords(writer, writeRows(writer, source, mergedMrns(writer, id)), seen, bare);
  }
};

/**
 * As `indexPatient` for a chart made in this very transaction, of which no row can be there yet and which nothing was merged into. `seen` are the words met
 * before in the transaction, `bare` as for `addWords`.
 */
export const indexNewPatient = (writer: Writer, patientRowId: number, seen: Set<string>, bare: boolean): void =>
  addWords(writer, writeRows(writer, writer.one(searchSource, `${SOURCE} id = ?`, patientRowId), []), seen, bare);

/** The index on names in `patient` itself costs a first load as much as one of the search's. */
const LOAD_INDEXES = `${SEARCH_INDEXES}
CREATE INDEX search_word_sound ON search_word (sound);
CREATE INDEX patient_name_key ON patient (name_key);`;
const INDEXES = LOAD_INDEXES.split(';').flatMap((statement) => {
  const name = statement.match(/CREATE INDEX (\w+)/)?.[1];
  return name === undefined ? [] : [{ name, statement }];
});
const PAGE = 2000;

/**
 * Takes the indexes away for a first load: rows first, indexes after, is several times faster than keeping a million rows sorted as they come. Until
 * `ensureIndexes` nobody can search, so it is for a store that has no patients yet; a kill in between is mended by `ensureIndexes` at the next open.
 */
export const dropIndexes = (writer: Writer): void => {
  for (const { name } of INDEXES) writer.run(`DROP INDEX IF EXISTS ${name}`);
  leaveTypos(writer);
};

const IS_THERE = "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?";

/**
 * Makes one part of what a first load left out: what words are found by when they are mistyped, or one index. False when nothing was missing. A part at a time is a wait of a fraction of a
 * second for whoever asks something meanwhile; all of them are several seconds in a large practice.
 */
export const ensureNext = (writer: Writer): boolean => {
  if (areTyposLeft(writer)) {
    fillTypos(writer);
    return true;
  }
  const missing = INDEXES.find(({ name }) => writer.get(z.unknown(), IS_THERE, name) === undefined);
  if (missing !== undefined) writer.run(missing.statement);
  return missing !== undefined;
};

/** Makes the indexes that are missing, and what words are found by when they are mistyped; costs nothing when nothing is missing. */
export const ensureIndexes = (writer: Writer): void => {
  while (ensureNext(writer));
};

/** Makes the whole index anew from the charts, for a store whose index is in doubt. Nobody can search while the transaction runs. */
export const rebuildIndex = (writer: Writer): void => {
  dropIndexes(writer);
  for (const table of ['search_typo', 'search_word', ...ROW_TABLES, 'search_card']) writer.run(`DELETE FROM ${table}`);
  const words = new Set<string>();
  const anyMerged = writer.get(z.unknown(), 'SELECT 1 FROM patient WHERE merged_into IS NOT NULL LIMIT 1') !== undefined;
  for (let after = -1; ; ) {
    const page = writer.all(searchSource, `${SOURCE} id > ? ORDER BY id LIMIT ?`, after, PAGE);
    for (const source of page) {
      for (const word of writeRows(writer, source, anyMerged ? mergedMrns(writer, source.id) : [])) words.add(word);
      after = source.id;
    }
    if (page.length < PAGE) break;
  }
  fillWords(writer, words);
  forgetTypos(writer);
  ensureIndexes(writer);
};
