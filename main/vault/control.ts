import * as z from 'zod';
import { failureCode, STORE_CHECKS } from '../../shared/operations/session.ts';
import { ROLES } from '../../shared/permissions.ts';
import { printJob } from '../../shared/print-window.ts';

/**
 * What main and the vault say to one another. No PHI and no typed secret is in any of it: both travel on the ports that main hands on and can't read.
 * Both sides parse what they receive.
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const who = z.strictObject({ userId: z.uuid().optional(), signInName: z.string().optional() });
const deadline = z.strictObject({ wall: z.number(), boot: z.number() });

/** Where things are and who the workstation is. */
const place = z.strictObject({
  folder: z.string(),
  practiceId: z.uuid(),
  workstationId: z.uuid(),
  appVersion: z.string(),
  policyHash: z.string(),
});
export type Place = z.infer<typeof place>;

/** The device's part of the keys; given only after a password was typed, and only for one person. */
const grant = z.strictObject({
  place,
  userId: z.uuid(),
  factors: z.enum(['password', 'password-and-code']),
  share: bytes,
  ledgerKey: bytes,
  /** Raw Ed25519 private key of the device: heads of the log are signed by it and by the session. It opens nothing. */
  deviceSigning: bytes,
  sessionHours: z.int(),
});
export type Grant = z.infer<typeof grant>;

/** A head of the log kept elsewhere: entries, root, and the first entry's leaf; hex. */
const knownHead = z.strictObject({ size: z.int(), root: z.string(), first: z.string().optional() });

/** What is behind: the head that the ledger should have; the anchor of the log, gone or not written by this device; or the records, behind the ledger. */
const lost = z.union([knownHead, z.enum(['anchor', 'records'])]);
export type Lost = z.infer<typeof lost>;

const making = z.strictObject({
  place,
  ledgerKey: bytes,
  deviceSigning: bytes,
  deviceKeys: bytes,
  synthetic: z.boolean(),
  sessionHours: z.int(),
});
export type Making = z.infer<typeof making>;

/** What recovery works with once main has the device's key again. */
const recovering = z.strictObject({ place, ledgerKey: bytes });
export type Recovering = z.infer<typeof recovering>;

export const toVault = z.discriminatedUnion('type', [
  /** A port to the unlock page comes with it. */
  z.strictObject({ type: z.literal('lobby') }),
  z.strictObject({ type: z.literal('grant'), request: z.int(), grant }),
  /** As a grant, for one act: to decide about an older copy of the files. */
  z.strictObject({ type: z.literal('decision-grant'), request: z.int(), grant, lost }),
  /** The anchor as the keychain has it. */
  z.strictObject({ type: z.literal('anchor'), request: z.int(), known: knownHead.nullable() }),
  /** The file a person chose to save to; null where they chose none. And where the practice is, for what must not go there. */
  z.strictObject({ type: z.literal('file'), request: z.int(), file: z.string().nullable(), practiceFolder: z.string() }),
  z.strictObject({ type: z.literal('deny'), request: z.int(), code: failureCode, seconds: z.int().optional() }),
  z.strictObject({ type: z.literal('make'), request: z.int(), making }),
  z.strictObject({ type: z.literal('made'), request: z.int() }),
  /** `practice` is its name, null while the ledger can't be opened. */
  z.strictObject({ type: z.literal('place'), request: z.int(), place, practice: z.string().nullable() }),
  z.strictObject({ type: z.literal('recover'), request: z.int(), recovering }),
  /** The device's share for another person's key, given to an open session that makes or resets their slot. */
  z.strictObject({ type: z.literal('share'), request: z.int(), share: bytes }),
  /** A fresh code may be tried, or its outcome is counted. */
  z.strictObject({ type: z.literal('counted'), request: z.int() }),
  /** People whom only a reset helps after too many failed tries. */
  z.strictObject({ type: z.literal('barred'), request: z.int(), userIds: z.array(z.uuid()) }),
  /** A port to the workspace page comes with it. */
  z.strictObject({ type: z.literal('workspace') }),
  /** The same for the board's window, which may ask for less. */
  z.strictObject({ type: z.literal('board') }),
  z.strictObject({ type: z.literal('deadline'), until: deadline }),
  /** Whether the log passed its check; where it did not, nothing is changed. */
  z.strictObject({ type: z.literal('log-state'), trusted: z.boolean() }),
  /** The decision about a finding stands. */
  z.strictObject({ type: z.literal('accepted'), request: z.int() }),
  /** Main wrote so many entries in the log itself; an open session's heads cover them. */
  z.strictObject({ type: z.literal('recorded'), entries: z.int() }),
  /** The session is over: seal the last draft, sign the last head, answer nothing more. */
  z.strictObject({ type: z.literal('end') }),
  /** A port to a document worker that main has started for this batch. */
  z.strictObject({ type: z.literal('document'), request: z.int() }),
  z.strictObject({
    type: z.literal('printers'),
    request: z.int(),
    names: z.array(z.string().min(1).max(127)).max(50),
    usual: z.string().nullable(),
  }),
  /** A port to the print window that main has made for this job. */
  z.strictObject({ type: z.literal('print-window'), request: z.int() }),
  /** The system has taken the whole job. */
  z.strictObject({ type: z.literal('print-taken'), request: z.int() }),
]);
export type ToVault = z.infer<typeof toVault>;

const actor = z.strictObject({ userId: z.uuid(), name: z.string(), role: z.enum(ROLES), sessionId: z.uuid(), color: z.int() });
export type VaultActor = z.infer<typeof actor>;

export const fromVault = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  /** Somebody typed a password: may the vault try it? */
  z.strictObject({ type: z.literal('ask'), request: z.int(), who, withCode: z.boolean(), purpose: z.enum(['sign-in', 'print']) }),
  /** Somebody typed a password to decide about an older copy of the files. */
  z.strictObject({ type: z.literal('ask-decision'), request: z.int(), who }),
  z.strictObject({ type: z.literal('decided'), userId: z.uuid() }),
  z.strictObject({ type: z.literal('ask-anchor'), request: z.int() }),
  /** Where shall the export of the log go? Main asks the person; the vault writes. */
  z.strictObject({ type: z.literal('ask-file'), request: z.int(), name: z.string().regex(/^[\w.-]{1,80}$/) }),
  /** First run: the kit was opened once; make the device's keys and the folder. */
  z.strictObject({ type: z.literal('ask-make'), request: z.int(), workstation: z.string(), practice: z.string() }),
  /** The stores stand in the making folder, closed and durable. */
  z.strictObject({ type: z.literal('finished-make'), request: z.int(), ownerId: z.uuid(), sheetsSaved: z.int() }),
  z.strictObject({ type: z.literal('opened'), actor }),
  /** The kit was read and opened the device's keys: are they the ones this practice was made with? Then let the keychain have them again. */
  z.strictObject({ type: z.literal('ask-recover'), request: z.int(), deviceKeys: bytes }),
  /** Sheets were typed that do not open this practice. */
  z.strictObject({ type: z.literal('kit-refused'), request: z.int() }),
  /** The kit was used, and the new owner stands in the roll and in the log. */
  z.strictObject({ type: z.literal('recovered'), request: z.int(), ownerId: z.uuid() }),
  /** Where the practice is, for reading the recovery files; asked before anything is known. */
  z.strictObject({ type: z.literal('ask-place'), request: z.int() }),
  /** A guess was wrong: does it stand as failed in both places? Nobody is told of it before. */
  z.strictObject({ type: z.literal('ask-counted'), request: z.int() }),
  /** Somebody with a one-time password was proven, and has yet to enrol. */
  z.strictObject({ type: z.literal('proven'), userId: z.uuid() }),
  /** The open session wants to judge a fresh code: is its person not barred? */
  z.strictObject({ type: z.literal('ask-step-up'), request: z.int() }),
  /** It has judged one. */
  z.strictObject({ type: z.literal('stepped-up'), request: z.int(), right: z.boolean() }),
  z.strictObject({ type: z.literal('ask-barred'), request: z.int() }),
  /** The signed-in person's account has come to its end date. */
  z.strictObject({ type: z.literal('account-ended') }),
  z.strictObject({ type: z.literal('ask-share'), request: z.int(), userId: z.uuid() }),
  /** The password or code was wrong (`guess`), or something else stood in the way. */
  z.strictObject({ type: z.literal('refused'), userId: z.uuid(), code: failureCode, guess: z.boolean() }),
  /** The person was proven and the day list for outages went to the printer; nobody is let in. */
  z.strictObject({ type: z.literal('printed'), userId: z.uuid() }),
  /** The newest signed head, for the anchor in the keychain. */
  z.strictObject({ type: z.literal('head'), size: z.int(), root: z.string() }),
  /** Far more charts were asked for than work at a desk needs: the session must end. */
  z.strictObject({ type: z.literal('bulk-reading') }),
  /** The signed-in person, with a fresh code, goes on in spite of a finding in the log. */
  z.strictObject({ type: z.literal('ask-accept'), request: z.int(), seq: z.int(), reason: z.string() }),
  z.strictObject({ type: z.literal('policy-changed') }),
  /** A change in the records could not be undone, so they were closed: the session must end, and the next one opens them as they were. */
  z.strictObject({ type: z.literal('records-closed') }),
  /** Files under a retired records key could not be removed: for the program's own log. */
  z.strictObject({ type: z.literal('old-records-left'), count: z.int().positive() }),
  z.strictObject({ type: z.literal('store-check'), state: z.enum(STORE_CHECKS) }),
  /** Tasks came to the signed-in person, or came due: how many, and nothing else. */
  z.strictObject({ type: z.literal('task-news'), fresh: z.int().nonnegative(), due: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('credentials-changed'), userId: z.uuid() }),
  z.strictObject({
    type: z.literal('preferences'),
    language: z.enum(['en', 'es']),
    theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  }),
  z.strictObject({ type: z.literal('ask-document'), request: z.int() }),
  z.strictObject({ type: z.literal('drop-document'), request: z.int() }),
  z.strictObject({ type: z.literal('ask-printers'), request: z.int() }),
  z.strictObject({ type: z.literal('ask-print-window'), request: z.int(), job: printJob }),
  /** The window of that request has drawn its sheets: print them. */
  z.strictObject({ type: z.literal('ask-print'), request: z.int(), window: z.int() }),
  z.strictObject({ type: z.literal('drop-print-window'), request: z.int() }),
]);
export type FromVault = z.infer<typeof fromVault>;
