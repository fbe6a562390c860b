import { wordlist } from '@scure/bip39/wordlists/english.js';
import { Decrypter, generateX25519Identity } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import {
  newRecoveryKit,
  openWithRecovery,
  type ReadSheet,
  type RecoverySheet,
  readSheet,
  restoreIdentity,
  sealForRecovery,
  wipeSheets,
} from './recovery.ts';
import { combineShares, kitIdOf } from './recovery-shares.ts';

const header = { practiceId: 'p1', workstationId: 'w1', kind: 'records-key', epoch: 1 } as const;
const recordsKey = Buffer.alloc(32, 0xcd);
const kit = await newRecoveryKit('shares');
const solo = await newRecoveryKit('solo');
const sheetAt = (from: { sheets: RecoverySheet[] }, index: number): RecoverySheet => {
  const sheet = from.sheets[index];
  if (sheet === undefined) throw new Error('no such sheet');
  return sheet;
};
const typed = (sheet: RecoverySheet): string => sheet.words.join(' ');
const readBack = async (text: string, recipient?: string): Promise<ReadSheet> => {
  const answer = await readSheet(text, recipient);
  if (answer.state !== 'read') throw new Error(`not read: ${answer.state}`);
  return answer.sheet;
};
const restored = async (texts: string[], recipient?: string) =>
  restoreIdentity(await Promise.all(texts.map((text) => readBack(text, recipient))), recipient);
const otherThan = (word: string | undefined, skip = 1): string => wordlist[(wordlist.indexOf(word ?? '') + skip) % wordlist.length] ?? '';

describe('a kit of three shares', () => {
  it('opens what was sealed to it with any two sheets, typed or scanned, on a machine that knows nothing', async () => {
    const box = await sealForRecovery(kit.recipient, header, recordsKey);
    for (const [one, other] of [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const) {
      const answer = await restored([typed(sheetAt(kit, one)), sheetAt(kit, other).qr]);
      expect(answer.state).toBe('restored');
      if (answer.state === 'restored') expect(await openWithRecovery(answer.identity, header, box)).toEqual(recordsKey);
    }
    expect((await restored(kit.sheets.map(typed), kit.recipient)).state).toBe('restored');
  });

  it('opens nothing with one sheet, or with the same sheet twice', async () => {
    expect(await restored([typed(sheetAt(kit, 0))])).toEqual({ state: 'too-few', missing: 1 });
    expect(await restored([])).toEqual({ state: 'too-few', missing: 2 });
    expect(await restored([typed(sheetAt(kit, 0)), sheetAt(kit, 0).qr])).toEqual({ state: 'refused' });
  });

  it('says nothing about the identity by one share: with a made-up second one every identity is as likely', async () => {
    const sheet = await readBack(typed(sheetAt(kit, 0)));
    if (sheet.kind !== 'share') throw new Error('a share was expected');
    const made = new Set<string>();
    for (let guess = 0; guess < 256; guess += 1) {
      const second = Buffer.from(sheet.share.bytes);
      second.writeUInt8(guess, 0);
      second.writeUInt8((second.readUInt8(32) % 255) + 1, 32);
      const scalar = await combineShares([sheet.share, { ...sheet.share, bytes: second }]);
      made.add(scalar?.toString('hex', 0, 1) ?? 'none');
    }
    expect(made.size).toBe(256);
  });

  it('refuses a sheet of another kit, and a whole other kit when the practice is known', async () => {
    const other = await newRecoveryKit('shares');
    expect(await restored([typed(sheetAt(kit, 0)), typed(sheetAt(other, 1))])).toEqual({ state: 'refused' });
    expect(await restored([typed(sheetAt(other, 0)), typed(sheetAt(other, 1))], kit.recipient)).toEqual({ state: 'refused' });
  });

  it('combines only shares that carry the id of one kit', async () => {
    const sheets = await Promise.all([0, 1].map((index) => readBack(sheetAt(kit, index).qr)));
    const [one, other] = sheets.flatMap((sheet) => (sheet.kind === 'share' ? [sheet.share] : []));
    if (one === undefined || other === undefined) throw new Error('two shares were expected');
    expect(await combineShares([one, other])).toHaveLength(32);
    expect(await combineShares([one, { ...other, kitId: 'ffff' }])).toBeUndefined();
    expect(await combineShares([one])).toBeUndefined();
  });

  it('has three labelled sheets of 30 words, with the id of the kit, and a QR code in capitals', () => {
    expect(kit.sheets.map((sheet) => sheet.label)).toEqual(['A', 'B', 'C']);
    for (const sheet of kit.sheets) {
      expect(sheet.words).toHaveLength(30);
      expect(sheet.words.every((word) => wordlist.includes(word))).toBe(true);
      expect(sheet.kitId).toBe(kitIdOf(kit.recipient));
      expect(sheet.qr).toMatch(/^ANTEROOM-SHARE1[0-9A-Z]+$/);
    }
  });
});

describe('the kit of a solo practice', () => {
  it('is an age identity in 24 words, which any age tool opens from its QR code', async () => {
    const sheet = sheetAt(solo, 0);
    expect(solo.sheets).toHaveLength(1);
    expect(sheet.words).toHaveLength(24);
    const age = new Decrypter();
    age.addIdentity(sheet.qr);
    expect(Buffer.from(await age.decrypt(await sealForRecovery(solo.recipient, header, recordsKey))).includes(recordsKey)).toBe(true);
    for (const text of [typed(sheet), sheet.qr]) {
      const answer = await restored([text]);
      expect(answer.state === 'restored' && answer.identity.recipient).toBe(solo.recipient);
    }
  });

  it('is refused for another practice', async () => {
    const sheets = [await readBack(sheetAt(solo, 0).qr)];
    expect(await restoreIdentity(sheets, kit.recipient)).toEqual({ state: 'refused' });
    wipeSheets(sheets);
    expect(sheets.every((sheet) => sheet.kind === 'kit' && sheet.scalar.equals(Buffer.alloc(32)))).toBe(true);
  });
});

describe('words from paper', () => {
  const words = sheetAt(kit, 0).words;

  it('are read with numbers, line ends, capitals, and from their first four letters', async () => {
    const printed = words.map((word, index) => `${index + 1}. ${word.toUpperCase()}`).join('\r\n');
    const short = words.map((word) => word.slice(0, 4)).join(',');
    for (const text of [printed, short]) expect((await readSheet(text)).state).toBe('read');
  });

  it('that are not on the list are named by position', async () => {
    expect(await readSheet(words.with(16, 'zzzz').join(' '))).toEqual({ state: 'unknown-word', position: 17 });
    expect(await readSheet(sheetAt(solo, 0).words.with(0, 'pati\u00e9nt').join(' '))).toEqual({ state: 'unknown-word', position: 1 });
  });

  it('of which one is another word of the list are named by position, in either half of a share', async () => {
    for (const index of [2, 14, 15, 29]) {
      for (const skip of [1, 700]) {
        expect(await readSheet(words.with(index, otherThan(words[index], skip)).join(' '))).toEqual({
          state: 'wrong-word',
          position: index + 1,
        });
      }
    }
  });

  it('that were swapped with a neighbour are named by position', async () => {
    const swapped = words.with(7, words[8] ?? '').with(8, words[7] ?? '');
    expect(await readSheet(swapped.join(' '))).toEqual({ state: 'wrong-word', position: 8 });
  });

  it('of the single kit are named by position when the practice is known', async () => {
    const single = sheetAt(solo, 0).words;
    expect(await readSheet(single.with(11, otherThan(single[11])).join(' '), solo.recipient)).toEqual({
      state: 'wrong-word',
      position: 12,
    });
    const two = single.with(3, otherThan(single[3])).with(4, otherThan(single[4], 5));
    expect(await readSheet(two.join(' '), solo.recipient)).toEqual({ state: 'wrong-words' });
  });

  it('of which several are wrong are refused without naming one', async () => {
    const bad = words.with(3, otherThan(words[3])).with(20, otherThan(words[20]));
    expect(await readSheet(bad.join(' '))).toEqual({ state: 'wrong-words' });
  });

  it('too few or too many are counted, and a QR code with a changed letter is not read', async () => {
    expect(await readSheet(words.slice(1).join(' '))).toEqual({ state: 'wrong-count', found: 29 });
    expect(await readSheet('')).toEqual({ state: 'wrong-count', found: 0 });
    const qr = sheetAt(kit, 0).qr;
    expect((await readSheet(qr.slice(0, -1) + (qr.endsWith('Q') ? 'P' : 'Q'))).state).not.toBe('read');
  });
});

describe('what is sealed for recovery', () => {
  it('is refused under another header, by another kit, and altered', async () => {
    const box = await sealForRecovery(solo.recipient, header, recordsKey);
    const own = await restored([sheetAt(solo, 0).qr]);
    const foreign = await restored([await generateX25519Identity()]);
    if (own.state !== 'restored' || foreign.state !== 'restored') throw new Error('identities were expected');
    const refused = { code: 'recovery-refused' };
    expect(await openWithRecovery(own.identity, header, box)).toEqual(recordsKey);
    await expect(openWithRecovery(foreign.identity, header, box)).rejects.toMatchObject(refused);
    for (const change of [{ practiceId: 'p2' }, { workstationId: 'w2' }, { kind: 'practice-key' as const }, { epoch: 2 }]) {
      await expect(openWithRecovery(own.identity, { ...header, ...change }, box)).rejects.toMatchObject(refused);
    }
    for (const at of [0, 40, box.length - 1]) {
      const altered = Buffer.from(box);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      await expect(openWithRecovery(own.identity, header, altered)).rejects.toMatchObject(refused);
    }
  });
});
