import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { ROLES } from '../../shared/permissions.ts';
import type { Reader, Writer } from '../store/statements.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const person = z.strictObject({
  user_id: z.string(),
  sign_in_name: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  state: z.enum(['new', 'active', 'removed']),
  ends_on: z.string().nullable(),
  color: z.int(),
  created_at: z.int(),
  last_sign_in: z.int().nullable(),
  failed_since: z.int(),
  preferences: z.string(),
});
export type Person = z.infer<typeof person>;

const slot = z.strictObject({
  user_id: z.string(),
  exchange_public: bytes,
  bundle: bytes,
  bundle_version: z.int(),
  box: bytes,
  box_epoch: z.int(),
  totp_step: z.int(),
  newest_version: z.int(),
});
export type Slot = z.infer<typeof slot>;

const COLUMNS = 'user_id, sign_in_name, name, role, state, ends_on, color, created_at, last_sign_in, failed_since, preferences';
export const COLORS = 12;

/** The staff roll: who may sign in here, in which role, and their sealed key slots. Reads; `RollBook` writes. */
export class Roll {
  readonly reader: Reader;
  constructor(reader: Reader) {
    this.reader = reader;
  }

  everyone(): Person[] {
    return this.reader.all(person, `SELECT ${COLUMNS} FROM staff ORDER BY name`);
  }

  find(who: { readonly userId?: string | undefined; readonly signInName?: string | undefined }): Person | undefined {
    if (who.userId !== undefined) return this.reader.get(person, `SELECT ${COLUMNS} FROM staff WHERE user_id = ?`, who.userId);
    if (who.signInName !== undefined) return this.reader.get(person, `SELECT ${COLUMNS} FROM staff WHERE sign_in_name = ?`, who.signInName);
    return undefined;
  }

  slot(userId: string): Slot | undefined {
    return this.reader.get(slot, 'SELECT * FROM slot WHERE user_id = ?', userId);
  }

  slots(): Slot[] {
    return this.reader.all(slot, 'SELECT * FROM slot');
  }

  recoveryCodes(userId: string): { salt: Uint8Array; hash: Uint8Array }[] {
    return this.reader.all(
      z.strictObject({ salt: bytes, hash: bytes }),
      'SELECT salt, hash FROM recovery_code WHERE user_id = ? ORDER BY salt',
      userId,
    );
  }

  /** The keys that ever signed for a user, for the verifier: an old signature stays valid after a reset. */
  signingKeys(): { signing_public: Uint8Array; user_id: string; since: number }[] {
    return this.reader.all(
      z.strictObject({ signing_public: bytes, user_id: z.string(), since: z.int() }),
      'SELECT signing_public, user_id, since FROM signing_key ORDER BY since',
    );
  }

  triesItem(userId: string): string | undefined {
    return this.reader.get(z.strictObject({ item: z.string() }), 'SELECT item FROM tries WHERE user_id = ?', userId)?.item;
  }

  /** Owners who will still be here when every end date has passed. */
  lastingOwners(): string[] {
    const sql = "SELECT user_id FROM staff WHERE role = 'owner' AND state <> 'removed' AND ends_on IS NULL";
    return this.reader.all(z.strictObject({ user_id: z.string() }), sql).map(({ user_id }) => user_id);
  }

  /** Somebody with a box was removed, and the records key has not changed since. */
  isRotationPending(): boolean {
    return z.object({ since: z.number() }).safeParse(this.setting('rotation')).success;
  }

  /** A setting as it was written; undefined where it never was. */
  setting(name: SettingName): unknown {
    const row = this.reader.get(z.strictObject({ value: z.string() }), 'SELECT value FROM setting WHERE name = ?', name);
    return row === undefined ? undefined : JSON.parse(row.value);
  }
}

export type SettingName =
  | 'practice'
  | 'place'
  | 'workstation'
  | 'policy'
  | 'recovery'
  | 'records'
  | 'rotation'
  | 'check'
  | 'newest-change'
  | 'alerts'
  | 'barred'
  | 'log-watch'
  | 'schedule'
  | 'outage-list'
  | 'printers';

export interface NewPerson {
  readonly userId: string;
  readonly signInName: string;
  readonly name: string;
  readonly role: Person['role'];
  readonly state: 'new' | 'active';
  readonly endsOn: string | null;
  readonly now: number;
}

export interface NewSlot {
  readonly userId: string;
  readonly exchangePublic: Uint8Array;
  readonly signingPublic: Uint8Array;
  readonly bundle: Uint8Array;
  readonly bundleVersion: number;
  readonly box: Uint8Array;
  readonly boxEpoch: number;
  readonly now: number;
}

/** The writing side of the roll. Each method is one statement or belongs in a transaction of the caller. */
export class RollBook extends Roll {
  readonly #writer: Writer;
  constructor(writer: Writer) {
    super(writer);
    this.#writer = writer;
  }

  add(added: NewPerson): void {
    if (this.find({ signInName: added.signInName }) !== undefined) throw new Failure('already-exists');
    const color = this.everyone().length % COLORS;
    this.#writer.run(
      'INSERT INTO staff (user_id, sign_in_name, name, role, state, ends_on, color, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      added.userId,
      added.signInName,
      added.name,
      added.role,
      added.state,
      added.endsOn,
      color,
      added.now,
    );
  }

  setSlot(given: NewSlot): void {
    this.#writer.run(
      `INSERT INTO slot (user_id, exchange_public, bundle, bundle_version, box, box_epoch, newest_version) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (user_id) DO UPDATE SET exchange_public = excluded.exchange_public, bundle = excluded.bundle, bundle_version = excluded.bundle_version,
         box = excluded.box, box_epoch = excluded.box_epoch, newest_version = max(newest_version, excluded.newest_version)`,
      given.userId,
      given.exchangePublic,
      given.bundle,
      given.bundleVersion,
      given.box,
      given.boxEpoch,
      given.bundleVersion,
    );
    this.#writer.run(
      'INSERT OR IGNORE INTO signing_key (signing_public, user_id, since) VALUES (?, ?, ?)',
      given.signingPublic,
      given.userId,
      given.now,
    );
  }

  setBox(userId: string, box: Uint8Array, epoch: number): void {
    this.#writer.run('UPDATE slot SET box = ?, box_epoch = ? WHERE user_id = ?', box, epoch, userId);
  }

  dropSlot(userId: string): void {
    this.#writer.run('DELETE FROM slot WHERE user_id = ?', userId);
    this.#writer.run('DELETE FROM recovery_code WHERE user_id = ?', userId);
  }

  /** Somebody leaves: their keys go, and the records key they had is to be rotated. */
  remove(userId: string, now: number): void {
    this.dropSlot(userId);
    this.setState(userId, 'removed');
    this.set('rotation', { since: now, because: 'staff-removed' });
  }

  setState(userId: string, state: Person['state']): void {
    this.#writer.run('UPDATE staff SET state = ? WHERE user_id = ?', state, userId);
  }

  setRole(userId: string, role: Person['role'], endsOn: string | null): void {
    this.#writer.run('UPDATE staff SET role = ?, ends_on = ? WHERE user_id = ?', role, endsOn, userId);
  }

  setRecoveryCodes(userId: string, codes: readonly { readonly salt: Uint8Array; readonly hash: Uint8Array }[]): void {
    this.#writer.run('DELETE FROM recovery_code WHERE user_id = ?', userId);
    for (const code of codes)
      this.#writer.run('INSERT INTO recovery_code (user_id, salt, hash) VALUES (?, ?, ?)', userId, code.salt, code.hash);
  }

  spendRecoveryCode(userId: string, salt: Uint8Array): void {
    this.#writer.run('DELETE FROM recovery_code WHERE user_id = ? AND salt = ?', userId, salt);
  }

  /** The step of an accepted code, durable before anything is opened with it: each code counts once (NIST SP 800-63B-4). */
  spendTotpStep(userId: string, step: number): void {
    const { changes } = this.#writer.run('UPDATE slot SET totp_step = ? WHERE user_id = ? AND totp_step < ?', step, userId, step);
    if (changes !== 1) throw new Failure('code-used');
  }

  /** After new keys: the steps of another secret say nothing about this one. */
  resetTotpStep(userId: string, step: number): void {
    this.#writer.run('UPDATE slot SET totp_step = ? WHERE user_id = ?', step, userId);
  }

  signedIn(userId: string, at: number): void {
    this.#writer.run('UPDATE staff SET last_sign_in = ? WHERE user_id = ?', at, userId);
  }

  setFailedSince(userId: string, count: number): void {
    this.#writer.run('UPDATE staff SET failed_since = ? WHERE user_id = ?', count, userId);
  }

  setTriesItem(userId: string, item: string): void {
    this.#writer.run(
      'INSERT INTO tries (user_id, item) VALUES (?, ?) ON CONFLICT (user_id) DO UPDATE SET item = excluded.item',
      userId,
      item,
    );
  }

  setPreferences(userId: string, preferences: string): void {
    this.#writer.run('UPDATE staff SET preferences = ? WHERE user_id = ?', preferences, userId);
  }

  set(name: SettingName, value: unknown): void {
    this.#writer.run(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      JSON.stringify(value),
    );
  }
}
