import { useTranslation } from 'react-i18next';
import type { Visit } from '../../shared/phi/visit.ts';
import styles from './board.module.css';

/** Today in numbers. */
export function Numbers({ visits }: { readonly visits: readonly Visit[] }) {
  const { t } = useTranslation();
  const count = (...progress: Visit['progress'][]): number => visits.filter((visit) => progress.includes(visit.progress)).length;
  return (
    <p className={styles['numbers']} role="status">
      <span>{t('board.number.all', { count: visits.length })}</span>
      <span>{t('board.number.came', { count: count('arrived', 'roomed', 'done', 'left') })}</span>
      <span>{t('board.number.finished', { count: count('done', 'left') })}</span>
      <span>{t('board.number.noShow', { count: count('no-show') })}</span>
    </p>
  );
}
