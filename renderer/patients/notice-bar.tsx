import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { COMMANDS } from '../../shared/commands.ts';
import { hush, useNotice } from './notice.ts';
import styles from './patients.module.css';

/** The strip that says what was done and offers the way back; F6 reaches it, and it takes no focus. */
export function NoticeBar() {
  const { t } = useTranslation();
  const notice = useNotice((state) => state.notice);
  const undo = notice?.undo;
  return (
    <div className={styles['noticeBar']} data-region="notice" data-empty={notice === null} data-failed={notice?.failed === true}>
      <span role="status">{notice?.words ?? ''}</span>
      {undo === undefined ? null : (
        <Button
          size="compact-sm"
          variant="default"
          aria-keyshortcuts={COMMANDS['undo.last'].shortcut}
          onClick={() => {
            hush();
            void undo();
          }}
        >
          {t('common.undo')}
        </Button>
      )}
      {notice === null ? null : <CloseButton aria-label={t('common.close')} onClick={hush} />}
    </div>
  );
}
