import { migration } from '../../migrate.ts';

/**
 * What patients are found by. Nothing stands here that is not in `patient`: it can be dropped and made again at any time.
 *
 * A row's id is its chart's rowid times 64, plus 32 when the chart is archived, plus a number below 32 (main/vault/patients/search-entry.ts): all rows
 * of a chart lie together and are deleted by a range, and every index carries the chart and the archive mark without a column for them. Row 0 of
 * `search_name` is the chart's own name; the rest are the other names it goes by. Keys are those of shared/person/name-key.ts; a birth date is the number YYYYMMDD, 0 when not known.
 */
export const SEARCH_INDEXES = `
CREATE INDEX search_name_last ON search_name (last, first, born);
CREATE INDEX search_name_first ON search_name (first, last, born);
CREATE INDEX search_name_pair ON search_name (substr(last || ' ', 1, 2) || substr(first, 1, 2), last, first, born);
CREATE INDEX search_name_born ON search_name (born, last, first);
CREATE INDEX search_phone_digits ON search_phone (digits);
CREATE INDEX search_phone_ending ON search_phone (ending);
CREATE INDEX search_number_value ON search_number (value);
`;

export const search = migration({
  from: 1,
  to: 2,
  name: 'search',
  sql: `
-- what a hit shows, in one narrow row: reading it out of \`patient\` would cost a page per hit
CREATE TABLE search_card (
  chart INTEGER PRIMARY KEY REFERENCES patient (id),
  patient BLOB NOT NULL,
  archived INTEGER NOT NULL,
  last TEXT NOT NULL,
  first TEXT NOT NULL,
  born INTEGER NOT NULL,
  mrn TEXT NOT NULL,
  family TEXT NOT NULL,
  given TEXT,
  middle TEXT,
  suffix TEXT,
  preferred TEXT,
  sex TEXT,
  phone TEXT,
  city TEXT,
  restricted TEXT,
  deceased INTEGER NOT NULL
) STRICT;

CREATE TABLE search_name (id INTEGER PRIMARY KEY, last TEXT NOT NULL, first TEXT NOT NULL, born INTEGER NOT NULL) STRICT;
CREATE TABLE search_phone (id INTEGER PRIMARY KEY, digits TEXT NOT NULL, ending TEXT NOT NULL) STRICT;
CREATE TABLE search_number (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
${SEARCH_INDEXES}
-- every distinct name key once, with how it sounds, and what remains of it when one letter is left out
CREATE TABLE search_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, sound TEXT NOT NULL, other_sound TEXT NOT NULL) STRICT;
CREATE INDEX search_word_sound ON search_word (sound);
CREATE TABLE search_typo (rest TEXT NOT NULL, word INTEGER NOT NULL REFERENCES search_word (id), PRIMARY KEY (rest, word)) STRICT, WITHOUT ROWID;
`,
});
