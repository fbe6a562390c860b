import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './unlock.module.css';

/** A start that is over by then says nothing about itself. */
const SLOW_MS = 400;

/** While the keychain is asked and the ledger opened: the card stands, and says so only where that takes long. */
export function Starting() {
  const { t } = useTranslation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" className={styles['starting']}>
      <h1>{t('common.product')}</h1>
      <p role="status">{slow ? t('unlock.starting') : ''}</p>
    </div>
  );
}
