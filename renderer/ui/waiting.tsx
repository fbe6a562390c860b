import { useTranslation } from 'react-i18next';
import styles from './parts.module.css';

const WIDTHS = ['62%', '78%', '54%', '70%', '66%', '48%'] as const;

/** Where an answer will stand. Shows nothing until it is `slow` (400 ms), so that quick answers don't flicker. */
export function Waiting({ slow, lines = 4 }: { readonly slow: boolean; readonly lines?: number }) {
  const { t } = useTranslation();
  if (!slow) return <div aria-busy="true" />;
  return (
    <div className={styles['bars']} aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('common.loading')}
      </span>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <div key={line} className={styles['bar']} style={{ width: WIDTHS[line % WIDTHS.length] }} />
      ))}
    </div>
  );
}
