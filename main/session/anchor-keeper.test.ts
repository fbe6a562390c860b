import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type AnchorVerdict, firstAnchor, formatAnchor } from '../audit/anchor.ts';
import { writeAnchor } from '../keys/anchor-item.ts';
import { deriveKey } from '../keys/derive.ts';
import type { Keychain, WriteAnswer } from '../keys/keychain.ts';
import { AnchorKeeper, type AnchorPlace } from './anchor-keeper.ts';

const ids = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'] as const;
const lines = [1, 2, 3].map((size) => formatAnchor({ ...firstAnchor(ids[0], ids[1], 5), size }));

/** A ledger with so many entries, and a keychain whose only item can be taken, replaced or not kept. */
const desk = (entries: number) => {
  const secret = randomBytes(32);
  const keychain: { item: string | null; keeps: boolean; writes: number } = { item: null, keeps: true, writes: 0 };
  const verdict: { now: AnchorVerdict } = { now: 'equal' };
  const place: AnchorPlace = {
    derive: (purpose) => deriveKey(secret, purpose),
    place: () => ({ folder: '', practiceId: ids[0], workstationId: ids[1], appVersion: '', policyHash: '' }),
    ledger: {
      ask: async (method: string): Promise<never> =>
        (method === 'size' ? entries : method === 'compareAnchor' ? verdict.now : lines[entries - 1]) as never,
    },
  };
  const refuses: WriteAnswer = { state: 'unreadable', reason: 'write-not-kept' };
  const service: Keychain = {
    read: async () => (keychain.item === null ? { state: 'absent' } : { state: 'ready', value: keychain.item }),
    write: async (_account, value) => {
      keychain.writes += 1;
      if (keychain.keeps) keychain.item = value;
      return keychain.keeps ? { state: 'kept' } : refuses;
    },
    remove: async () => ({ state: 'kept' }),
    isHeld: () => false,
  };
  const anchored = (line: string | undefined) => writeAnchor(deriveKey(secret, 'anchor'), line ?? '');
  return { keeper: new AnchorKeeper(place, service), keychain, verdict, anchored };
};

test('a log with entries whose anchor is gone bars sign-in, and only a decision makes a new one', async () => {
  const { keeper, keychain } = desk(2);
  await expect(keeper.compare()).rejects.toMatchObject({ code: 'store-older' });
  expect([keeper.lost, keychain.writes]).toEqual(['anchor', 0]);
  keeper.keep(2, 'root');
  await keeper.flush();
  expect(keychain.writes).toBe(0);
  await keeper.accept();
  expect(keychain.item).toContain(lines[1]);
});

test('an anchor that another program made, even of the newest head, bars sign-in like none', async () => {
  const { keeper, keychain, anchored } = desk(2);
  const honest = anchored(lines[1]);
  const forged = [lines[1] ?? '', honest.replace(' 2 ', ' 1 '), writeAnchor(randomBytes(32), lines[1] ?? ''), 'x'];
  for (const item of forged) {
    keychain.item = item;
    await expect(keeper.compare()).rejects.toMatchObject({ code: 'store-older' });
    expect(await keeper.read()).toBeNull();
  }
  keychain.item = honest;
  await keeper.compare();
  expect(await keeper.read()).toMatchObject({ size: 2 });
});

test('a log that has no entry yet needs no anchor', async () => {
  const { keeper } = desk(0);
  await expect(keeper.compare()).resolves.toBeUndefined();
});

test('a ledger behind its anchor bars sign-in with the head that is lost', async () => {
  const { keeper, keychain, verdict, anchored } = desk(1);
  keychain.item = anchored(lines[2]);
  verdict.now = 'ledger-older';
  await expect(keeper.compare()).rejects.toMatchObject({ code: 'store-older' });
  expect(keeper.lost).toMatchObject({ size: 3 });
});

test('what the keychain did not keep does not count as kept, and is written again', async () => {
  const { keeper, keychain } = desk(2);
  keychain.keeps = false;
  keeper.keep(2, 'root');
  await keeper.flush();
  keychain.keeps = true;
  await keeper.flush();
  expect([keychain.writes, keychain.item?.includes(lines[1] ?? '?')]).toEqual([2, true]);
  await keeper.flush();
  expect(keychain.writes).toBe(2);
});

test('a keychain that does not keep the anchor at start is not signed in at', async () => {
  const { keeper, keychain, anchored } = desk(2);
  keychain.item = anchored(lines[0]);
  keychain.keeps = false;
  await expect(keeper.compare()).rejects.toMatchObject({ code: 'key-unreadable' });
});

test('a decision that the keychain does not keep is none: what is lost stays lost, and its anchor is not replaced', async () => {
  const { keeper, keychain } = desk(2);
  await expect(keeper.compare()).rejects.toMatchObject({ code: 'store-older' });
  keychain.keeps = false;
  await expect(keeper.accept()).rejects.toMatchObject({ code: 'key-unreadable' });
  keychain.keeps = true;
  keeper.keep(2, 'root');
  await keeper.flush();
  expect([keeper.lost, keychain.item]).toEqual(['anchor', null]);
  await keeper.accept();
  expect([keeper.lost, keychain.item?.includes(lines[1] ?? '?')]).toEqual([null, true]);
});
