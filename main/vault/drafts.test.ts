import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { newId } from '../../shared/ids.ts';
import { anActor, openTestRecords, type TestRecords } from '../../test/support/access.ts';
import { aPatient, noLists, register, update } from '../../test/support/patients.ts';
import type { Actor } from '../gate/access.ts';
import { draftChanges, draftReads, type SealForAuthor } from './drafts.ts';
import { registerPatient } from './patients/register.ts';
import { updatePatient } from './patients/update.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

/** AES-256-GCM under a key of the person's own, the shape of what the vault passes in. */
const sealer = (): SealForAuthor => {
  const key = randomBytes(32);
  return {
    seal: (plain, bound) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed, bound) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(bound);
      decipher.setAuthTag(sealed.subarray(-16));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
      } catch (cause) {
        throw new Failure('key-altered', { cause });
      }
    },
  };
};

interface Person {
  readonly actor: Actor;
  readonly own: SealForAuthor;
}
const person = (name: string): Person => ({ actor: anActor('front-desk', name), own: sealer() });
const ana = person('Ana');
const ben = person('Ben');

const keep = ({ actor, own }: Person, content: string, draftId = newId()) =>
  records.change((access) => draftChanges(own)['draft.keep'](access, { draftId, form: 'patient.register', subjectId: null, content }), {
    actor,
  });
const drop = ({ actor, own }: Person, draftId: string) =>
  records.change((access) => draftChanges(own)['draft.drop'](access, { draftId }), { actor });
const list = ({ actor, own }: Person) => records.read((access) => draftReads(own)['draft.list'](access, {}), { actor }).drafts;

test('a draft comes back to its author as it was, the newest content of each', () => {
  const { draftId } = keep(ana, '{"familyName":"Gar"}');
  const { keptAt } = keep(ana, '{"familyName":"García 王"}', draftId);
  expect(list(ana)).toEqual([{ draftId, form: 'patient.register', subjectId: null, content: '{"familyName":"García 王"}', keptAt }]);
});

test('nobody reads, replaces or drops another person’s draft, not even by its id', () => {
  const { draftId } = keep(ana, 'of Ana');
  expect(list(ben)).toEqual([]);
  keep(ben, 'of Ben', draftId);
  drop(ben, draftId);
  drop(ben, draftId);
  expect(list(ana).map(({ content }) => content)).toEqual(['of Ana']);
});

test('the row holds no word of the draft', () => {
  keep(ana, 'Quetzalcoatlus');
  const rows = records.read((access) =>
    access.records.all(z.strictObject({ sealed: z.instanceof(Uint8Array) }), 'SELECT sealed FROM draft'),
  );
  expect(rows.map(({ sealed }) => Buffer.from(sealed).includes('Quetzalcoatlus'))).toEqual([false]);
});

test('a draft that was altered, moved to another row or sealed by an older key is passed over, and the others come back', () => {
  const whole = keep(ana, 'whole').draftId;
  const moved = keep(ana, 'moved').draftId;
  const altered = keep(ana, 'altered').draftId;
  keep({ actor: ana.actor, own: ben.own }, 'older key');
  records.store.prepare("UPDATE draft SET form = 'search' WHERE draft_id = ?").run(moved);
  records.store.prepare('UPDATE draft SET sealed = zeroblob(60) WHERE draft_id = ?').run(altered);
  expect(list(ana).map(({ draftId }) => draftId)).toEqual([whole]);
});

test('what was typed in one role stays closed in another, and opens again in the first', () => {
  const { draftId } = keep(ana, '{"ssn":"078-05-1120"}');
  for (const role of ['administrator', 'clinician'] as const) expect(list({ ...ana, actor: { ...ana.actor, role } })).toEqual([]);
  expect(list(ana).map((draft) => draft.draftId)).toEqual([draftId]);
});

test('a person keeps fifty drafts; the oldest goes, and nobody else’s', () => {
  keep(ben, 'of Ben');
  for (let number = 1; number <= 52; number += 1) keep(ana, `draft ${number}`);
  const contents = list(ana).map(({ content }) => content);
  expect([contents.length, contents[0], contents.at(-1)]).toEqual([50, 'draft 52', 'draft 3']);
  expect(list(ben)).toHaveLength(1);
});

test('the draft of a form goes when the form is saved, and stays when saving fails', () => {
  const { actor } = ana;
  const first = keep(ana, 'registering').draftId;
  const save = (familyName: string) =>
    records.change((access) => registerPatient(access, { details: aPatient({ familyName }), lists: noLists(), draftId: first }), { actor });
  expect(() => save('Ann\u0000')).toThrow('bad-input');
  expect(list(ana)).toHaveLength(1);
  save('García');
  expect(list(ana)).toEqual([]);

  const { patientId } = register(records);
  const second = keep(ana, 'editing').draftId;
  const edit = (version: number) =>
    records.change((access) => updatePatient(access, { patientId, version, changes: { city: 'X' }, lists: {}, draftId: second }), {
      actor,
    });
  update(records, patientId, { city: 'Y' });
  expect(() => edit(1)).toThrow('changed-meanwhile');
  expect(list(ana)).toHaveLength(1);
  edit(2);
  expect(list(ana)).toEqual([]);
});
