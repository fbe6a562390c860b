import * as z from 'zod';
import { auditFinding } from '../audit-findings.ts';
import { COMMAND_IDS, type CommandId, isCommandId } from '../commands.ts';
import { door, plain } from '../contract.ts';
import { ROLLBACK_REASONS, ROTATION_STEPS } from '../door-terms.ts';
import { FAILURES, type FailureCode } from '../failure.ts';
import { personName, role, signInName } from './staff.ts';

const isFailureCode = (value: unknown): value is FailureCode => typeof value === 'string' && Object.hasOwn(FAILURES, value);
export const failureCode = z.custom<FailureCode>(isFailureCode);

/** What the unlock page may know: names and states of people and stores, never of patients. */
const doorStatus = z.strictObject({
  state: z.enum(['starting', 'setup', 'locked', 'unlocking', 'open', 'broken']),
  practice: z.string().nullable(),
  workstation: z.string().nullable(),
  synthetic: z.boolean(),
  developmentRuntime: z.boolean(),
  lockedBecause: z.string().nullable(),
  broken: failureCode.nullable(),
  /** Why the last try at this door opened nothing; `seconds` to wait, -1 where only a reset helps. */
  refused: z.strictObject({ code: failureCode, seconds: z.int(), userId: z.uuid().nullable() }).nullable(),
  /** Who signed in here lately, newest first. `passwordOnly`: the sign-in is young enough that the password alone unlocks. */
  people: z.array(
    z.strictObject({
      userId: z.uuid(),
      name: z.string(),
      color: z.int().min(0).max(11),
      passwordOnly: z.boolean(),
      waitSeconds: z.int().nonnegative(),
    }),
  ),
  /** The day list for outages: it was asked for by the last try at this door, or went to the printer. */
  outage: z.enum(['none', 'asked', 'printed']),
  language: z.enum(['en', 'es']),
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
});
export type DoorStatus = z.infer<typeof doorStatus>;

/** `none`: nothing to say, the stores were read through at the sign-in or are about to be. */
export const STORE_CHECKS = ['none', 'running', 'whole', 'damaged'] as const;
export type StoreCheck = (typeof STORE_CHECKS)[number];

const sessionStatus = z.strictObject({
  userId: z.uuid(),
  name: z.string(),
  role,
  color: z.int().min(0).max(11),
  workstation: z.string(),
  practice: z.string(),
  synthetic: z.boolean(),
  locksInSeconds: z.int().nonnegative(),
  warning: z.boolean(),
  auditSize: z.int().nonnegative(),
  /** What the continual check of the log says; while it is `broken` the records are read-only. */
  log: z.strictObject({
    state: z.enum(['checking', 'intact', 'broken']),
    done: z.int().nonnegative(),
    total: z.int().nonnegative(),
    finding: auditFinding.nullable(),
  }),
  /** Somebody was removed, and the records have not got their new key yet. */
  rotationPending: z.boolean(),
  /** How the check of stores too large to be read through before the sign-in stands. */
  storeCheck: z.enum(STORE_CHECKS),
  failedSinceLastSignIn: z.int().nonnegative(),
});
export type SessionStatus = z.infer<typeof sessionStatus>;

/** None of these extends a session: the countdown's "keep working" is any key, seen by main itself. */
const anyone = 'anyone' as const;

export const session = {
  'door.status': plain({ at: 'main', input: z.strictObject({}), output: doorStatus, permission: anyone, action: null }),
  'door.language': plain({
    at: 'main',
    input: z.strictObject({ language: z.enum(['en', 'es']) }),
    output: doorStatus,
    permission: anyone,
    action: null,
  }),
  'session.status': plain({ at: 'main', input: z.strictObject({}), output: sessionStatus, permission: 'self', action: null }),
  'session.lock': plain({
    at: 'main',
    input: z.strictObject({}),
    output: z.strictObject({ locked: z.literal(true) }),
    permission: anyone,
    action: null,
  }),
  /** As a lock, and the sign-in is forgotten: who comes back gives both factors. */
  'session.sign-out': plain({
    at: 'main',
    input: z.strictObject({}),
    output: z.strictObject({ locked: z.literal(true) }),
    permission: 'self',
    action: null,
  }),
  /** Opens the board in a window of its own, on another monitor where there is one, or brings it to the front. For who may read the schedule, as main knows the person's role. */
  'board.open': plain({
    at: 'main',
    input: z.strictObject({}),
    output: z.strictObject({ shown: z.literal(true) }),
    permission: 'self',
    action: null,
  }),
};

/** What the menu bar says of the workspace's page. */
export const menu = {
  /** The commands that this page answers now; the others of its menu bar are grey. No more is said of what is on the screen. */
  'menu.offer': plain({
    at: 'main',
    input: z.strictObject({
      commands: z.array(z.custom<CommandId>((value) => typeof value === 'string' && isCommandId(value))).max(COMMAND_IDS.length),
    }),
    output: z.strictObject({ shown: z.literal(true) }),
    permission: 'self',
    action: null,
  }),
};

export const password = z.string().min(1).max(1024);
export const doorCode = z.string().trim().max(40);
const code = doorCode;

/** How a new second factor is shown: the address for an authenticator app, and the same as letters. */
const enrolment = z.strictObject({ otpauth: z.string(), secret: z.string() });

export const doors = {
  /** Opens a session. Without `code` only where the sign-in is young enough. Answers `next: 'enrol'` to a person holding a one-time password. */
  'door.sign-in': door({
    input: z.strictObject({ userId: z.uuid().optional(), signInName: signInName.optional(), password, code: code.optional() }),
    output: z.discriminatedUnion('next', [
      z.strictObject({ next: z.literal('open') }),
      z.strictObject({ next: z.literal('enrol'), enrolment }),
    ]),
  }),
  /**
   * At a workstation that found an older copy of its files: an owner or privacy officer decides that the practice goes on with this copy, and why.
   * Then one signs in as ever.
   */
  'door.decide-rollback': door({
    input: z.strictObject({
      userId: z.uuid().optional(),
      signInName: signInName.optional(),
      password,
      code,
      reason: z.enum(ROLLBACK_REASONS),
    }),
    output: z.strictObject({ decided: z.literal(true) }),
  }),
  /** After a one-time password: the person's own password and the first code of the new second factor. */
  'door.enrol': door({
    input: z.strictObject({ password, code }),
    output: z.strictObject({ recoveryCodes: z.array(z.string()) }),
  }),
  /** The recovery codes were seen; open the session. */
  'door.enter': door({ input: z.strictObject({}), output: z.strictObject({ next: z.literal('open') }) }),
  /**
   * While a sign-in is opening: which step of a rotation of the records key it is at, null where there is none. `postpone` lets the person in under the old key; the rotation is made at the
   * next sign-in. Answered also while another door is.
   */
  'door.rotation': door({
    input: z.strictObject({ postpone: z.boolean() }),
    output: z.strictObject({ step: z.enum(ROTATION_STEPS).nullable() }),
  }),
  'door.check-password': door({
    input: z.strictObject({ password, about: z.array(z.string().max(120)).max(10) }),
    output: z.strictObject({ ok: z.boolean(), reason: z.enum(['too-short', 'common', 'guessable', 'contains-name']).nullable() }),
  }),
  /** First run: the practice, this workstation and the owner. Answers with the second factor to enrol. */
  'door.set-up': door({
    input: z.strictObject({
      practice: personName,
      workstation: personName,
      ownerName: personName,
      signInName,
      password,
      solo: z.boolean(),
    }),
    output: z.strictObject({ enrolment }),
  }),
  /** First run, second step: the first code. Answers with the recovery kit, shown once: each share as words and as text for a QR code. */
  'door.set-up-code': door({
    input: z.strictObject({ code }),
    output: z.strictObject({
      recoveryCodes: z.array(z.string()),
      shares: z.array(z.strictObject({ label: z.string(), words: z.string(), qr: z.string() })),
      needed: z.int(),
    }),
  }),
  /**
   * First run: saves one sheet of the kit, by its place in the list, to a drive the person chooses. Failure `sheet-place` for the disk the practice is on, and for a folder that has
   * another sheet already.
   */
  'door.save-sheet': door({
    input: z.strictObject({ sheet: z.int().min(0).max(2), language: z.enum(['en', 'es']) }),
    output: z.strictObject({ saved: z.boolean() }),
  }),
  /** First run, last step: the kit is opened once with what was written down; only then is the practice made. */
  'door.set-up-finish': door({
    input: z.strictObject({ shares: z.array(z.string().max(2000)).min(1).max(3) }),
    output: z.strictObject({ next: z.literal('open') }),
  }),
  /**
   * The way back in when nobody can sign in, or when this machine's keychain lost its key: the recovery kit opens the records and the device's key, and makes a new owner.
   * Answers with the second factor to enrol.
   */
  'door.recover': door({
    input: z.strictObject({ shares: z.array(z.string().max(2000)).min(1).max(3), name: personName, signInName, password }),
    output: z.strictObject({ enrolment }),
  }),
  /** The first code of the new owner. Afterwards they sign in like anybody. */
  'door.recover-code': door({ input: z.strictObject({ code }), output: z.strictObject({ recoveryCodes: z.array(z.string()) }) }),
};
