import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECORDS } from '../../main/store/migrations/records/path.ts';
import { openStore, type Store } from '../../main/store/open.ts';
import { Writer } from '../../main/store/statements.ts';
import type { MadePatient } from './population.ts';

export interface TestStore {
  readonly store: Store;
  readonly writer: Writer;
  readonly close: () => void;
}

/** The tables of records.db in a store that has just been made. */
export const applySchema = (store: Store): void => {
  for (const step of RECORDS.steps) store.exec(step.sql);
  addAuthor(store);
};

/** Whom and where `insertPatient` names. */
export const addAuthor = (store: Store): void => {
  store.exec(`INSERT INTO author (id, user_id, name) VALUES (1, '018f0000-0000-7000-8000-000000000001', 'Test');
    INSERT INTO workstation (id, workstation_id, name) VALUES (1, '018f0000-0000-7000-8000-000000000002', 'Desk')`);
};

/** An encrypted records store in a folder of its own, removed at `close`. */
export const newRecords = (cacheMiB = 64): TestStore => {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-records-'));
  const store = openStore({ file: join(folder, 'records.db'), key: createSecretKey(randomBytes(32)), mode: 'create', cacheMiB });
  applySchema(store);
  const close = () => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, writer: new Writer(store), close };
};

const COLUMNS =
  'id, patient_id, mrn, familyName, givenName, middleName, preferredName, formerName, birthDate, sex, mobilePhone, homePhone, email, addressLine1, city, state, zip, externalId, archived';
const INSERT = `INSERT INTO patient (${COLUMNS}, name_key, version, schema_version, created_at, created_by, created_on, created_seq,
  updated_at, updated_by, updated_on, stamp)
  VALUES (${COLUMNS.split(', ')
    .map(() => '?')
    .join(', ')}, ?, 1, 1, 0, 1, 1, 0, 0, 1, 1, '0')`;

/** Writes the row of `patient`; the search index is the caller's. */
export const insertPatient = (writer: Writer, p: MadePatient): void => {
  writer.run(
    INSERT,
    p.id,
    p.patientId,
    p.mrn,
    p.familyName,
    p.givenName,
    p.middleName,
    p.preferredName,
    p.formerName,
    p.birthDate,
    p.sex,
    p.mobilePhone,
    p.homePhone,
    p.email,
    p.addressLine1,
    p.city,
    p.state,
    p.zip,
    p.externalId,
    p.archived,
    `${p.familyName.toLowerCase()}|${p.givenName.toLowerCase()}`,
  );
};
