import { useTranslation } from 'react-i18next';
import { CodeField } from '../ui/code-field.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import styles from './unlock.module.css';

interface TotpProps {
  readonly enrolment: { readonly otpauth: string; readonly secret: string };
  readonly code: string;
  readonly onCode: (code: string) => void;
}

const inFours = (secret: string): string => (secret.replaceAll(/\s/g, '').match(/.{1,4}/g) ?? []).join(' ');

/** A new second factor: the picture, the letters, and the first code. */
export function Totp({ enrolment, code, onCode }: TotpProps) {
  const { t } = useTranslation();
  return (
    <div className={styles['totp']}>
      <QrCode text={enrolment.otpauth} label={t('unlock.totpQr')} />
      <div className={styles['form']}>
        <p>{t('unlock.totpLead')}</p>
        <div>
          <p className={styles['dim']}>{t('unlock.totpSecret')}</p>
          <p className={styles['secret']}>{inFours(enrolment.secret)}</p>
        </div>
        <CodeField description={null} required value={code} onChange={onCode} />
      </div>
    </div>
  );
}
