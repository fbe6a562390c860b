import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { openTestRecords, type TestRecords } from '../../test/support/access.ts';
import { codeOf, register } from '../../test/support/patients.ts';
import { originOf } from './origin.ts';
import { committed, forgetCommitted, noteCommitted } from './outcomes.ts';
import { keepReason, reasonOf, saltText } from './reasons.ts';
import { beginRecords, practiceSecret } from './records-meta.ts';

let records: TestRecords;
beforeEach(() => {
  records = openTestRecords();
});
afterEach(() => records.close());

test('a store is begun once, with a prefix and a secret of the right shape', () => {
  const begin = (mrnPrefix: string, bytes: number) =>
    codeOf(() => records.change((access) => beginRecords(access.change, { mrnPrefix, practiceSecret: new Uint8Array(bytes) })));
  expect(records.read((access) => practiceSecret(access.records)).byteLength).toBe(32);
  expect(begin('B', 32)).toBe('already-exists');
  records.store.exec('DELETE FROM records_meta');
  expect([begin('', 32), begin('a', 32), begin('B', 31)]).toEqual(['bad-input', 'bad-input', 'bad-input']);
  expect(codeOf(() => records.read((access) => practiceSecret(access.records)))).toBe('store-damaged');
});

test('a committed change is known by its entry, an undone one is not, and the newest note of all is never dropped', () => {
  const { patientId } = register(records);
  records.change((access) => noteCommitted(access.change, 'a', 1, [patientId]));
  expect(() =>
    records.change((access) => {
      noteCommitted(access.change, 'b', 1, [patientId]);
      throw new Error('killed');
    }),
  ).toThrow('killed');
  const of = (intent: string) => records.read((access) => committed(access.records, intent));
  expect([of('a'), of('b')]).toEqual([[patientId], undefined]);
  records.change((access) => forgetCommitted(access.change, ['a', 'b']));
  expect(of('a')).toEqual([patientId]);
  records.change((access) => noteCommitted(access.change, 'c', 1, []));
  records.change((access) => forgetCommitted(access.change, ['a', 'c']));
  expect([of('a'), of('c')]).toEqual([undefined, []]);
});

test('a typed reason proves the digest that went into the entry, and another text does not', () => {
  const salted = saltText('Patient called about José');
  records.change((access) => keepReason(access.change, 'e7', 'treatment', salted));
  expect(records.read((access) => reasonOf(access.records, 'e7'))).toMatchObject({
    code: 'treatment',
    text: salted.text,
    digest: salted.digest,
  });
  expect(saltText('Patient called about Jose', salted.salt).digest).not.toEqual(salted.digest);
  expect(saltText(salted.text).digest).not.toEqual(salted.digest);
  expect(records.read((access) => reasonOf(access.records, 'e8'))).toBeUndefined();
});

test('stamps go on growing when the wall clock is set back, and people and machines keep their latest name', () => {
  const actor = records.facts.actor;
  const first = records.change((access) => originOf(access), { now: 5_000_000 });
  const second = records.change((access) => originOf(access), { now: 4_000_000, actor: { ...actor, name: 'Olivia New' } });
  expect(second.stamp > first.stamp).toBe(true);
  expect([second.author, second.workstation]).toEqual([first.author, first.workstation]);
  const other = records.change((access) => originOf(access), { actor: { ...actor, userId: newId() }, workstationId: newId() });
  expect(other.author).not.toBe(first.author);
  expect(other.workstation).not.toBe(first.workstation);
});
