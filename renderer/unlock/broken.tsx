import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FAILURES, type FailureCode } from '../../shared/failure.ts';
import type { english } from '../i18n/english.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import styles from './unlock.module.css';

type Way = keyof typeof english.unlock.broken;

const WAYS: Partial<Record<FailureCode, readonly Way[]>> = {
  'audit-unavailable': ['again', 'space', 'call'],
  'disk-full': ['space', 'call'],
  'key-absent': ['keychain', 'call'],
  'key-changed': ['keychain', 'call'],
  'key-unreadable': ['keychain', 'call'],
  'key-weak': ['install', 'call'],
  'store-damaged': ['restore', 'call'],
  'store-locked': ['other', 'call'],
  'store-missing': ['restore', 'call'],
  'store-read-only': ['rights', 'space', 'call'],
};

/** Where the recovery kit is a way in: the key is gone, the files are there. */
const KIT_HELPS: ReadonlySet<FailureCode> = new Set<FailureCode>(['key-absent', 'key-changed', 'machine-changed']);

/** Where the log or its key can't be had: whoever looks for today's names reads here that they are not to be had either. */
const NO_LIST: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'audit-unavailable',
  'disk-full',
  'key-absent',
  'key-changed',
  'key-unreadable',
  'key-weak',
  'store-damaged',
  'store-locked',
  'store-missing',
  'store-newer',
  'store-read-only',
]);

interface BrokenProps {
  readonly code: FailureCode;
  readonly onRecover: () => void;
}

/** Something stands between this computer and its records: what it is, that nothing is lost, and the ways out. */
export function Broken({ code, onRecover }: BrokenProps) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('unlock.brokenTitle')}</h1>
      <p>{sentenceOf(code)}</p>
      <h2>{t('unlock.brokenWays')}</h2>
      <ul>
        {(WAYS[code] ?? ['call']).map((way) => (
          <li key={way}>{t(`unlock.broken.${way}`)}</li>
        ))}
      </ul>
      {KIT_HELPS.has(code) ? (
        <div className={styles['actions']}>
          <Button variant="default" onClick={onRecover}>
            {t('unlock.useKitHere')}
          </Button>
        </div>
      ) : null}
      {NO_LIST.has(code) ? <p>{t('outage.noLedger')}</p> : null}
      <p className={styles['dim']}>{t('common.code', { tag: FAILURES[code].tag })}</p>
    </>
  );
}
