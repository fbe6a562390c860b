import type * as z from 'zod';
import type { AuditAction } from './audit-actions.ts';
import { Failure, type FailureCode } from './failure.ts';
import type { Permission } from './permissions.ts';
import type { ContainsPhi, PhiMark } from './phi/mark.ts';

/**
 * The three kinds of operation a screen can ask for. Bridge, handlers and client types follow from the one table made of them
 * (shared/operations); nothing repeats a name.
 *
 * - `phi`   answered by the vault, synchronously, through a PhiAccess that the gate makes for one audited call;
 * - `plain` answered by main or by the vault; its answer can't carry PHI, or it does not compile;
 * - `door`  carries a typed secret from the unlock page straight to the waiting vault. No other page is offered it, and main never sees it.
 */
export type Operation = PhiOperation | PlainOperation | DoorOperation;

/**
 * Whose record an operation is about.
 * - `named`: the input names the patients, in these of its fields; an answer about anybody else is refused. Where `orNobody` stands a field may be null: it is about nobody then, and an
 *   answer about anybody is refused;
 * - `found`: the operation finds (or makes) its patients; each patient in the answer is a subject and stands in the audit entry;
 * - `unfiled`: PHI that belongs to no patient yet (a spreadsheet row, a draft).
 */
export type Subject<Keys extends string = string> =
  | { readonly kind: 'named'; readonly keys: readonly Keys[]; readonly orNobody?: true }
  | { readonly kind: 'found' }
  | { readonly kind: 'unfiled' };

export const found = { kind: 'found' } as const;
export const unfiled = { kind: 'unfiled' } as const;
export const named = <const K extends string>(...keys: readonly K[]): { readonly kind: 'named'; readonly keys: readonly K[] } => ({
  kind: 'named',
  keys,
});

/** As `named`, for what may be about a patient or about nobody (a task, a phone message). */
export const aboutOrNobody = <const K extends string>(
  ...keys: readonly K[]
): { readonly kind: 'named'; readonly keys: readonly K[]; readonly orNobody: true } => ({ kind: 'named', keys, orNobody: true });

export type Effect = 'read' | 'change';
/** A `release` hands PHI to what is outside, a printer say: announced in the log with its patients, handed over, then its outcome recorded. */
export type PhiEffect = Effect | 'release';

export interface PhiOperation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, E extends PhiEffect = PhiEffect> {
  readonly kind: 'phi';
  readonly at: 'vault';
  readonly input: I;
  readonly output: O;
  /** The input, strictly parsed. Throws Failure `bad-input`. */
  readonly parse: (raw: unknown) => z.output<I>;
  readonly permission: Permission;
  readonly action: AuditAction;
  /** A `read` is done, recorded, then answered. A `change` is announced in the log, committed, then its outcome recorded. */
  readonly effect: E;
  readonly subject: Subject;
}

export interface PlainOperation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'plain';
  readonly at: 'main' | 'vault';
  readonly input: I;
  readonly output: O;
  /** The input, strictly parsed. Throws Failure `bad-input`. */
  readonly parse: (raw: unknown) => z.output<I>;
  /** `anyone` may be asked while locked as well. */
  readonly permission: Permission | 'anyone';
  /** The audit action, or null where nothing about a person or a right is touched (a clock, a theme). */
  readonly action: AuditAction | null;
  /** A `change` with an action is announced in the log before anything is done. */
  readonly effect: Effect;
}

export interface DoorOperation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'door';
  readonly at: 'lobby';
  readonly input: I;
  readonly output: O;
  /** The input, strictly parsed. Throws Failure `bad-input`. */
  readonly parse: (raw: unknown) => z.output<I>;
}

type MarkedOutput<O extends z.ZodType> =
  true extends ContainsPhi<z.output<O>, false> ? unknown : { 'a PHI operation answers with a model from shared/phi': never };
type UnmarkedOutput<O extends z.ZodType> =
  true extends ContainsPhi<z.output<O>, true> ? { 'a plain operation cannot answer with PHI': never } : unknown;

const parser =
  <S extends z.ZodType>(schema: S) =>
  (raw: unknown): z.output<S> => {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) throw new Failure('bad-input');
    return parsed.data;
  };

/** Declares an operation on protected health information. */
export const phi = <const I extends z.ZodType, const O extends z.ZodType, const E extends PhiEffect>(
  declared: Omit<PhiOperation<I, O, E>, 'kind' | 'at' | 'subject' | 'parse'> & {
    readonly subject: Subject<Extract<keyof z.output<I>, string>>;
  } & MarkedOutput<O>,
): PhiOperation<I, O, E> => ({
  kind: 'phi',
  at: 'vault',
  input: declared.input,
  output: declared.output,
  parse: parser(declared.input),
  permission: declared.permission,
  action: declared.action,
  effect: declared.effect,
  subject: declared.subject,
});

/** Declares an operation that carries no PHI. */
export const plain = <const I extends z.ZodType, const O extends z.ZodType, const A extends 'main' | 'vault'>(
  declared: Omit<PlainOperation<I, O>, 'kind' | 'at' | 'parse' | 'effect'> & {
    readonly at: A;
    readonly effect?: Effect;
  } & UnmarkedOutput<O>,
): PlainOperation<I, O> & { readonly at: A } => ({
  kind: 'plain',
  at: declared.at,
  input: declared.input,
  output: declared.output,
  parse: parser(declared.input),
  permission: declared.permission,
  action: declared.action,
  effect: declared.effect ?? 'read',
});

/** Declares an operation that carries a typed secret from the unlock page to the waiting vault. */
export const door = <const I extends z.ZodType, const O extends z.ZodType>(
  declared: Omit<DoorOperation<I, O>, 'kind' | 'at' | 'parse'> & UnmarkedOutput<O>,
): DoorOperation<I, O> => ({ kind: 'door', at: 'lobby', input: declared.input, output: declared.output, parse: parser(declared.input) });

/** What crosses the bridge back. `seconds` is how long to wait, where waiting helps. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FailureCode; readonly seconds?: number };

/** Why a person opens what is restricted, or does what needs a reason. The code goes into the audit entry, the text stays in the records. */
export interface Reason {
  readonly code: 'treatment' | 'payment' | 'operations' | 'patient-request' | 'emergency' | 'other';
  readonly text?: string;
}

/** What the page posts for one call. Nothing of it is believed: input and reason (a `Reason`) are parsed behind the gate, where a refusal is an entry. */
export interface Call {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  readonly reason?: unknown;
}
export interface Reply {
  readonly id: number;
  readonly answer: Answer<unknown>;
}

/** What the vault tells the pages of a session unasked: another of them has made this change (an operation's name), so what they show may be old. It never says what changed, or of whom. */
export interface Changed {
  readonly changed: string;
}

export type { PhiMark };
