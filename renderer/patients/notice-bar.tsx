import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { hush, useNotice } from './notice.ts';
import styles from './patients.module.css';

/** Says what was just done where nothing can be taken back, or why it was not done. Takes no focus. */
export function NoticeBar() {
  const { t } = useTranslation();
  const notice = useNotice((state) => state.notice);
  return (
    <div className={styles['noticeBar']} data-empty={notice === null}>
      {notice !== null && 'failure' in notice ? <FailureNotice failure={notice.failure} /> : null}
      <span role="status">{notice !== null && 'words' in notice ? notice.words : ''}</span>
      {notice === null ? null : <CloseButton aria-label={t('common.close')} onClick={hush} />}
    </div>
  );
}
