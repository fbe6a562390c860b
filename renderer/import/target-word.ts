import type { TFunction } from 'i18next';
import { isTarget, type Target } from '../../shared/intake/targets.ts';

type FieldWord = Exclude<Target, `coverage${string}` | `emergency${string}` | 'ignore'>;
const COVERAGE = /^coverage([12])\.(payer|plan|memberId|groupNumber|subscriberName|relationship)$/;

/** What a column becomes, in the interface's language. */
export const targetWord = (t: TFunction, target: string | null): string => {
  if (target === null || target === 'ignore' || !isTarget(target)) return t('importing.notImported');
  const coverage = COVERAGE.exec(target);
  if (coverage !== null) return t(`importing.field.${partOf(coverage[2])}`, { n: coverage[1] ?? '1' });
  if (target === 'emergency1.name') return t('importing.field.emergencyName');
  if (target === 'emergency1.phone') return t('importing.field.emergencyPhone');
  if (target === 'emergency1.relationship') return t('importing.field.emergencyRelationship');
  return isFieldWord(target) ? t(`importing.field.${target}`) : t('importing.notImported');
};

const PARTS = ['payer', 'plan', 'memberId', 'groupNumber', 'subscriberName', 'relationship'] as const;
const partOf = (text: string | undefined): (typeof PARTS)[number] => PARTS.find((part) => part === text) ?? 'payer';
const isFieldWord = (target: Target): target is FieldWord =>
  !target.startsWith('coverage') && !target.startsWith('emergency') && target !== 'ignore';
