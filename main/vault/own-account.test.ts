import { randomBytes } from 'node:crypto';
import { generate } from 'otplib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Practice } from '../../test/adversarial/gate-fuzz/practice.ts';
import {
  ABOUT,
  entrantOf,
  foundStores,
  LEDGER_KEY,
  OWNER,
  openBoth,
  PRACTICE,
  RECORDS_KEY,
  WORKSTATION,
} from '../../test/crash/clinic/desk.ts';
import { freshFolder } from '../../test/support/access.ts';
import { AuditLog } from '../audit/log.ts';
import { verifyAtOnce } from '../audit/verify.ts';
import { sealBundle } from '../keys/bundle.ts';
import { KDF_FLOOR, passwordBytes } from '../keys/kek.ts';
import { newRecoveryKit, sealForRecovery } from '../keys/recovery.ts';
import { newRecoveryCodes } from '../keys/recovery-codes.ts';
import { totpEnrolment } from '../keys/totp.ts';
import { type FromVault, fromVault } from './control.ts';
import { enrol } from './enrolment.ts';
import { keepFile, RECOVERY_DEVICE_FILE } from './founding.ts';
import { MainLine, type ParentPort } from './main-line.ts';
import { recoveryRecordsFile } from './records-file.ts';
import { beginRecovery, finishRecovery } from './recovery-door.ts';
import { provePerson } from './sign-in.ts';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = freshFolder());
  foundStores(folder);
});
afterEach(() => remove());

const withLedger = <T>(work: (ledger: ReturnType<typeof openBoth>['ledger']) => T): T => {
  const { ledger, records } = openBoth(folder);
  try {
    return work(ledger);
  } finally {
    ledger.close();
    records.close();
  }
};
const entries = () =>
  withLedger((ledger) => {
    expect(verifyAtOnce(ledger, ABOUT).finding).toBeNull();
    const about = {
      practice: PRACTICE,
      workstation: WORKSTATION,
      appVersion: '0',
      policy: () => '',
      clock: () => ({ wall: 0, boot: 0, server: null }),
    };
    const log = new AuditLog(ledger, about);
    return log
      .read(0, log.size)
      .map(({ entry: { user, operation, action, object, outcome, rows } }) => ({ user, operation, action, object, outcome, rows }));
  });
/** From now on the log takes no entry, as on a disk that is full. */
const noMore = (): void =>
  withLedger((ledger) => void ledger.exec("CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END"));
const roll = () => {
  const { ledger } = entrantOf(folder);
  const kept = { people: ledger.roll.everyone(), slot: ledger.roll.slot(OWNER), codes: ledger.roll.recoveryCodes(OWNER).length };
  ledger.store.close();
  return kept;
};

describe('a person’s own keys change together with the entry that says so, or not at all', () => {
  const enrolled = async (): Promise<unknown> => {
    const entrant = entrantOf(folder);
    try {
      return await enrol(entrant, 'seven quiet herons by the mill', randomBytes(20), 7, Date.now());
    } finally {
      entrant.ledger.store.close();
    }
  };

  test('at enrolment', async () => {
    const before = roll();
    noMore();
    await expect(enrolled()).rejects.toMatchObject({ code: 'audit-unavailable' });
    expect(roll()).toEqual(before);
    withLedger((ledger) => void ledger.exec('DROP TRIGGER no_more'));
    await enrolled();
    expect(entries()).toEqual([
      { user: null, operation: 'door.enrol', action: 'staff.second-factor', object: OWNER, outcome: 'committed', rows: 0 },
    ]);
  });

  test('when a recovery code is spent', async () => {
    const { grant, ledger, keys, header } = entrantOf(folder);
    const codes = newRecoveryCodes(OWNER);
    const params = { ...KDF_FLOOR, salt: randomBytes(16) };
    const share = Buffer.from(grant.share);
    const bundle = await sealBundle({ ...header, params }, keys, { password: passwordBytes(Buffer.from('herons')), share });
    const slot = ledger.roll.slot(OWNER);
    if (slot === undefined) throw new Error('no slot');
    const { exchange_public: exchangePublic, box } = slot;
    const signingPublic = randomBytes(32);
    ledger.within(() => {
      ledger.roll.setSlot({ userId: OWNER, exchangePublic, signingPublic, bundle, bundleVersion: 1, box, boxEpoch: 1, now: 1 });
      ledger.roll.setRecoveryCodes(OWNER, codes.hashed);
    });
    ledger.store.close();
    const spend = () => provePerson({ ...grant, ledgerKey: LEDGER_KEY.export() }, 'herons', codes.codes[0], Date.now());
    noMore();
    await expect(spend()).rejects.toMatchObject({ code: 'audit-unavailable' });
    expect(roll().codes).toBe(10);
    withLedger((store) => void store.exec('DROP TRIGGER no_more'));
    // The box of this practice opens nothing; the code is spent before it is tried.
    await expect(spend()).rejects.toMatchObject({ code: 'key-altered' });
    expect(roll().codes).toBe(9);
    expect(entries()).toEqual([
      { user: null, operation: 'door.sign-in', action: 'staff.recovery-codes', object: OWNER, outcome: 'committed', rows: 9 },
    ]);
  });
});

test('whoever changes their password leans on the name of neither practice nor workstation', async () => {
  const practice = new Practice();
  try {
    await practice.found();
    const { session, leave } = await practice.sit('owner');
    const change = async (newPassword: string) =>
      session.answer({
        id: 1,
        name: 'account.change-password',
        input: { oldPassword: practice.password, newPassword, code: await practice.clock.freshCode(practice.secret) },
      });
    for (const weak of ['juniper family clinic 26', 'front desk 1 front desk'])
      expect(await change(weak)).toMatchObject({ ok: false, code: 'weak-password' });
    expect(await change('seven tin drums under snow 18')).toMatchObject({ ok: true });
    leave();
  } finally {
    await practice.close();
  }
}, 60_000);

describe('the recovery kit', () => {
  /** Main, as far as the way back in needs it. */
  const main = () => {
    const said: string[] = [];
    const { grant } = entrantOf(folder);
    let hear: (message: { data: unknown; ports: [] }) => void = () => undefined;
    const port: ParentPort = {
      on: (_event, listener) => {
        hear = listener;
      },
      postMessage: (message) => answer(fromVault.parse(message)),
    };
    const answer = (asked: FromVault): void => {
      said.push(asked.type);
      if (!('request' in asked)) return;
      const { request } = asked;
      const replies: Partial<Record<FromVault['type'], unknown>> = {
        'ask-place': { type: 'place', request, place: grant.place, practice: 'Juniper Family Clinic' },
        'ask-recover': { type: 'recover', request, recovering: { place: grant.place, ledgerKey: LEDGER_KEY.export() } },
      };
      hear({ data: replies[asked.type] ?? { type: 'made', request }, ports: [] });
    };
    return { line: new MainLine(port, () => undefined), said };
  };
  const owner = { name: 'Ines Duarte', signInName: 'ines', password: 'seven quiet herons by the mill 88' };

  const kit = async () => {
    const { recipient, sheets } = await newRecoveryKit('solo');
    const about = { practiceId: PRACTICE, workstationId: WORKSTATION, epoch: 1 };
    keepFile(folder, RECOVERY_DEVICE_FILE, await sealForRecovery(recipient, { ...about, kind: 'device-keys' }, randomBytes(96)));
    keepFile(folder, recoveryRecordsFile(1), await sealForRecovery(recipient, { ...about, kind: 'records-key' }, RECORDS_KEY.export()));
    return sheets.map(({ words }) => words.join(' '));
  };

  test('makes an owner whom the log knows from the first moment, or none', async () => {
    const { line, said } = main();
    const sheets = await kit();
    const before = roll();
    const attempt = async (): Promise<unknown> => {
      const recovery = await beginRecovery(line, sheets, owner);
      const secret = totpEnrolment(recovery.keys.totpSecret, { practice: 'p', user: 'u' }).base32;
      return finishRecovery(line, recovery, await generate({ secret }));
    };
    noMore();
    await expect(attempt()).rejects.toMatchObject({ code: 'audit-unavailable' });
    expect(roll()).toEqual(before);
    expect(said).not.toContain('recovered');
    withLedger((ledger) => void ledger.exec('DROP TRIGGER no_more'));
    await attempt();
    const made = roll().people.find(({ sign_in_name: name }) => name === 'ines');
    expect(entries()).toEqual([
      { user: null, operation: 'door.recover-code', action: 'recovery.use', object: made?.user_id, outcome: 'committed', rows: 0 },
      { user: null, operation: 'door.recover-code', action: 'audit.alert', object: made?.user_id, outcome: 'committed', rows: 0 },
    ]);
  });

  test('takes no password that leans on the practice’s name', async () => {
    const { line } = main();
    const sheets = await kit();
    const attempt = beginRecovery(line, sheets, { ...owner, password: 'juniper family clinic 26' });
    await expect(attempt).rejects.toMatchObject({ code: 'weak-password' });
  });

  test('of another practice, or with a word wrong, is told to main before it is refused', async () => {
    const { line, said } = main();
    await kit();
    const other = await newRecoveryKit('solo');
    const [sheet = ''] = other.sheets.map(({ words }) => words.join(' '));
    for (const typed of [sheet, 'twenty four words that were never on any sheet']) {
      said.length = 0;
      await expect(beginRecovery(line, [typed], owner)).rejects.toMatchObject({ code: 'recovery-refused' });
      expect(said).toContain('kit-refused');
    }
  });
});
