import type { TFunction } from 'i18next';
import type { DuplicateCandidate } from '../../shared/phi/patient.ts';

/** How likely somebody is the same person, in words and as the score they come from: the match weight, in whole numbers. */
export const likelihoodWords = (t: TFunction, { likelihood, weight }: Pick<DuplicateCandidate, 'likelihood' | 'weight'>): string =>
  t('form.likelihoodScore', { likelihood: t(`form.likelihood.${likelihood}`), score: Math.round(weight) });
