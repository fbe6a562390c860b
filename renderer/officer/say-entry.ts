import { AUDIT_ACTIONS, type AuditAction } from '../../shared/audit-actions.ts';
import { FAILURES, type FailureCode } from '../../shared/failure.ts';
import { actions as english } from '../i18n/en/actions.ts';
import { actions as spanish } from '../i18n/es/actions.ts';
import { i18n, language } from '../i18n/i18n.ts';
import type { StatusKind } from '../ui/status.tsx';

const isAction = (name: string): name is AuditAction => AUDIT_ACTIONS.some((known) => known === name);
const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(FAILURES, code);

/** What was done, in the interface's language; a code this version does not know stands as it is. */
export const sayAction = (name: string): string => (isAction(name) ? (language() === 'es' ? spanish : english)[name] : name);

/** Every action with its words, in the order of the words. */
export const actionChoices = (): { value: string; label: string }[] =>
  AUDIT_ACTIONS.map((value) => ({ value, label: sayAction(value) })).toSorted((a, b) => a.label.localeCompare(b.label, language()));

/** Why: the reason's words, else the sentence of the failure, else the code. */
export const sayReason = (code: string): string => {
  const key = `office.reasons.${code}`;
  if (i18n.exists(key)) return String(i18n.t(key as 'office.reasons.other'));
  return isFailureCode(code) ? FAILURES[code][language()] : code;
};

const KINDS: Readonly<Record<string, StatusKind>> = {
  allowed: 'quiet',
  committed: 'good',
  intent: 'quiet',
  undone: 'attention',
  refused: 'attention',
  failed: 'alert',
};
export const outcomeKind = (outcome: string): StatusKind => KINDS[outcome] ?? 'quiet';

/** An instant to the second: "Nov 22, 2026, 10:42:07 AM". */
export const toTheSecond = (instant: number): string =>
  new Intl.DateTimeFormat(language() === 'es' ? 'es-US' : 'en-US', { dateStyle: 'medium', timeStyle: 'medium' }).format(instant);
