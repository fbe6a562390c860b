import type { TFunction } from 'i18next';
import { isTarget, type Target } from '../../shared/intake/targets.ts';
import { PATIENT_FIELDS, type PatientField } from '../../shared/phi/patient-fields.ts';

/** What a column can become beside a field of the chart. */
type OwnWord = Exclude<Target, PatientField | `coverage${string}` | `emergency${string}` | 'ignore'>;
const COVERAGE = /^coverage([12])\.(payer|plan|memberId|groupNumber|subscriberName|relationship)$/;

/** What a column becomes, in the interface's language. */
export const targetWord = (t: TFunction, target: string | null): string => {
  if (target === null || target === 'ignore' || !isTarget(target)) return t('importing.notImported');
  if (isField(target)) return t(`fields.${target}`);
  const coverage = COVERAGE.exec(target);
  if (coverage !== null) return t(`importing.field.${partOf(coverage[2])}`, { n: coverage[1] ?? '1' });
  if (target === 'emergency1.name') return t('importing.field.emergencyName');
  if (target === 'emergency1.phone') return t('importing.field.emergencyPhone');
  if (target === 'emergency1.relationship') return t('importing.field.emergencyRelationship');
  return isOwnWord(target) ? t(`importing.field.${target}`) : t('importing.notImported');
};

const PARTS = ['payer', 'plan', 'memberId', 'groupNumber', 'subscriberName', 'relationship'] as const;
const partOf = (text: string | undefined): (typeof PARTS)[number] => PARTS.find((part) => part === text) ?? 'payer';
const isField = (target: Target): target is Target & PatientField => Object.hasOwn(PATIENT_FIELDS, target);
const isOwnWord = (target: Target): target is OwnWord =>
  !isField(target) && !target.startsWith('coverage') && !target.startsWith('emergency') && target !== 'ignore';
