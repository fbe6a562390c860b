import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditAction } from '../../shared/audit-actions.ts';
import { FAILURES, type FailureCode } from '../../shared/failure.ts';
import { ROLES } from '../../shared/permissions.ts';
import { actions as english } from '../i18n/en/actions.ts';
import { office } from '../i18n/en/office.ts';
import { actions as spanish } from '../i18n/es/actions.ts';
import { i18n, language } from '../i18n/i18n.ts';
import { dateFormat } from '../ui/formats.ts';
import type { StatusKind } from '../ui/status.tsx';

const isAction = (name: string): name is AuditAction => AUDIT_ACTIONS.some((known) => known === name);
const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(FAILURES, code);

/** What was done, in the interface's language; a code this version does not know stands as it is. */
export const sayAction = (name: string): string => (isAction(name) ? (language() === 'es' ? spanish : english)[name] : name);

/** Every action with its words, in the order of the words. */
export const actionChoices = (): { value: string; label: string }[] =>
  AUDIT_ACTIONS.map((value) => ({ value, label: sayAction(value) })).toSorted((a, b) => a.label.localeCompare(b.label, language()));

type ReasonWord = keyof typeof office.reasons;
const hasWords = (code: string): code is ReasonWord => Object.hasOwn(office.reasons, code);

/** Why: the reason's words, else the sentence of the failure, else the code. */
export const sayReason = (code: string): string => {
  if (hasWords(code)) return i18n.t(`office.reasons.${code}`);
  return isFailureCode(code) ? FAILURES[code][language()] : code;
};

/** How it went. */
export const sayOutcome = (outcome: string): string => {
  const known = AUDIT_OUTCOMES.find((one) => one === outcome);
  return known === undefined ? outcome : i18n.t(`office.outcomes.${known}`);
};

/** A role by its name. */
export const sayRole = (role: string): string => {
  const known = ROLES.find((one) => one === role);
  return known === undefined ? role : i18n.t(`roles.${known}`);
};

const KINDS: Readonly<Record<string, StatusKind>> = {
  allowed: 'quiet',
  committed: 'good',
  intent: 'quiet',
  undone: 'attention',
  unknown: 'alert',
  refused: 'attention',
  failed: 'alert',
};
export const outcomeKind = (outcome: string): StatusKind => KINDS[outcome] ?? 'quiet';

/** An instant to the second: "Nov 22, 2026, 10:42:07 AM". */
export const toTheSecond = (instant: number): string =>
  dateFormat(language(), { dateStyle: 'medium', timeStyle: 'medium' }).format(instant);
