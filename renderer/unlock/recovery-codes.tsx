import { useTranslation } from 'react-i18next';
import styles from './unlock.module.css';

/** A person's recovery codes, shown this once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('unlock.codesLead')}</p>
      <ol className={styles['codes']}>
        {codes.map((code) => (
          <li key={code} className={styles['secret']}>
            {code}
          </li>
        ))}
      </ol>
    </>
  );
}
