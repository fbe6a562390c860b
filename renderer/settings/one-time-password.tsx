import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './settings.module.css';

export interface OneTime {
  readonly name: string;
  readonly signInName: string;
  readonly password: string;
}

/** A one-time password, shown once and closed only by saying that it was passed on. */
export function OneTimePassword({ oneTime, onClose }: { readonly oneTime: OneTime; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { name } = oneTime;
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('staff.oneTimeTitle', { name })}
    >
      <div className={styles['column']}>
        <p>{t('staff.oneTimeLead', { name })}</p>
        <div>
          <p className={styles['dim']}>{t('staff.oneTimeSignIn')}</p>
          <p className={styles['secret']}>{oneTime.signInName}</p>
        </div>
        <div>
          <p className={styles['dim']}>{t('staff.oneTimePassword')}</p>
          <p className={styles['secret']}>{oneTime.password}</p>
        </div>
        <div className={styles['actions']}>
          <Button data-autofocus onClick={onClose}>
            {t('staff.oneTimeTold')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
