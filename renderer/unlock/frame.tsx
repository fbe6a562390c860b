import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { MainNotice } from '../ui/main-notice.tsx';
import { Status } from '../ui/status.tsx';
import styles from './unlock.module.css';

interface FrameProps {
  /** Null while main has not said yet what this computer is. */
  readonly status: DoorStatus | null;
  readonly language: DoorStatus['language'];
  readonly onLanguage: (language: 'en' | 'es') => void;
  readonly children: ReactNode;
}

/** The unlock page around its one card: what this computer is, whether it is for trying out, and the language. */
export function Frame({ status, language, onLanguage, children }: FrameProps) {
  const { t } = useTranslation();
  return (
    <div className={styles['page']}>
      <header className={styles['bar']}>
        <div className={styles['notices']}>
          {status?.synthetic === true ? <Status kind="info">{t('unlock.synthetic')}</Status> : null}
          {status?.developmentRuntime === true ? <Status kind="attention">{t('unlock.developmentRuntime')}</Status> : null}
        </div>
        <SegmentedControl
          size="sm"
          aria-label={t('unlock.language')}
          value={language}
          data={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
          onChange={(value) => onLanguage(value === 'es' ? 'es' : 'en')}
        />
      </header>
      <main className={styles['card']}>{children}</main>
      <MainNotice />
    </div>
  );
}
