/**
 * Every setting a store is opened with, and why. They are set before anything is read and read back at every open: SQLite takes a misspelt
 * or impossible pragma in silence, and several of these fall back to an unsafe default when a file is opened again.
 */
export interface Pragma {
  readonly name: string;
  readonly set: string;
  /** What reading the pragma back must give; null where SQLite can't be asked. */
  readonly expect: string | number | null;
  readonly because: string;
}

/** Before the key: which cipher the file has. The driver's own default is ChaCha20. */
export const CIPHER: readonly Pragma[] = [
  {
    name: 'cipher',
    set: "cipher = 'sqlcipher'",
    expect: 'sqlcipher',
    because: 'AES-256-CBC with HMAC-SHA512 per page: a FIPS-approved cipher, the format other tools read',
  },
  {
    name: 'legacy',
    set: 'legacy = 4',
    expect: '4',
    because: 'the SQLCipher 4 format, named so that a new default of the driver cannot change our files',
  },
];

/** After the key. */
export const SETTINGS: readonly Pragma[] = [
  {
    name: 'journal_mode',
    set: 'journal_mode = WAL',
    expect: 'wal',
    because: 'a reader never waits for a writer, and a kill leaves a journal that the next open replays',
  },
  {
    name: 'synchronous',
    set: 'synchronous = FULL',
    expect: 2,
    because: '"saved" means on the disk: with NORMAL a power cut took back acknowledged work in 306 of 500 tries',
  },
  {
    name: 'temp_store',
    set: 'temp_store = MEMORY',
    expect: 2,
    because: 'a large sort otherwise spills rows in the clear into a temporary file',
  },
  { name: 'secure_delete', set: 'secure_delete = ON', expect: 1, because: 'what is deleted is overwritten, not only unlinked' },
  { name: 'foreign_keys', set: 'foreign_keys = ON', expect: 1, because: 'SQLite does not check them unless asked, at every open' },
  {
    name: 'trusted_schema',
    set: 'trusted_schema = OFF',
    expect: 0,
    because: 'a planted view or trigger may not call functions with side effects',
  },
  { name: 'cell_size_check', set: 'cell_size_check = ON', expect: 1, because: 'a malformed page is found when it is read, not later' },
  {
    name: 'wal_autocheckpoint',
    set: 'wal_autocheckpoint = 1000',
    expect: 1000,
    because: 'keeps the journal near 4 MB, so that the start after a kill is short',
  },
];
