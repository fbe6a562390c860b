import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import type { Value } from '../../shared/operations/table.ts';
import { CodeField } from '../ui/code-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Status } from '../ui/status.tsx';
import { lockedBecause } from './locked-because.ts';
import { RotationProgress } from './rotation-progress.tsx';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';
import { useWait } from './use-wait.ts';
import { useWho, WhoForm } from './who.tsx';

/** A wait longer than this is no wait: only a reset helps. */
const NEVER_SECONDS = 86_400;

type Enrolment = Extract<Value<'door.sign-in'>, { next: 'enrol' }>['enrolment'];

interface SignInProps {
  readonly status: DoorStatus;
  readonly onEnrol: (enrolment: Enrolment) => void;
  readonly onRecover: () => void;
  readonly onOutage: () => void;
}

/** The sign-in: who, the password, and the code unless the last sign-in is young enough. */
export function SignIn({ status, onEnrol, onRecover, onOutage }: SignInProps) {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const refused = status.refused;
  const who = useWho(refused === null ? (status.people[0]?.userId ?? null) : refused.userId);
  const { chosen } = who;
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [opening, setOpening] = useState(false);

  const person = status.people.find(({ userId }) => userId === chosen) ?? null;
  const refusedHere = refused !== null && refused.userId === chosen ? refused : null;
  const seconds = failure?.seconds ?? (refusedHere !== null && refusedHere.seconds > 0 ? refusedHere.seconds : (person?.waitSeconds ?? 0));
  const never = seconds >= NEVER_SECONDS || refusedHere?.seconds === -1;
  const wait = useWait(never ? 0 : seconds, `${chosen} ${failure?.code}`);
  const passwordOnly = person?.passwordOnly === true;
  const told = failure ?? (refusedHere === null ? null : { code: refusedHere.code, seconds: null });

  const signIn = async () => {
    setOpening(true);
    const answer = await tell('door.sign-in', { ...who.who, password, ...(passwordOnly || code.trim() === '' ? {} : { code }) });
    if (answer?.next === 'open') return;
    setOpening(false);
    if (answer?.next === 'enrol') return onEnrol(answer.enrolment);
    setPassword('');
    setCode('');
  };

  const because = lockedBecause(status.lockedBecause);
  const barred = never || wait > 0;
  return (
    <>
      <div>
        <h1>{status.practice}</h1>
        <p className={styles['dim']}>{status.workstation}</p>
      </div>
      {status.outage === 'printed' ? (
        <p role="status">
          <Status kind="good">{t('outage.printed')}</Status>
        </p>
      ) : null}
      {because === null ? null : <p>{t(`unlock.lockedBecause.${because}`)}</p>}
      <WhoForm people={status.people} who={who} onSend={() => void signIn()}>
        {told === null || opening ? null : <ErrorSummary failure={{ code: told.code }} />}
        <PasswordField
          name="password"
          label={t('unlock.password')}
          description={passwordOnly ? t('unlock.passwordOnly') : null}
          value={password}
          onChange={setPassword}
        />
        {passwordOnly ? null : <CodeField description={t('unlock.codeOptional')} value={code} onChange={setCode} />}
        {barred ? (
          <div role="timer">
            <Status kind="attention">{never ? t('unlock.needsReset') : t('unlock.waits', { count: wait })}</Status>
          </div>
        ) : null}
        <div className={styles['actions']}>
          <Button type="submit" disabled={barred || busy || opening}>
            {opening ? t('unlock.opening') : t('unlock.signIn')}
          </Button>
        </div>
        <RotationProgress waiting={opening} />
        <div className={styles['help']}>
          <p className={styles['dim']}>{t('unlock.forgotten')}</p>
          <Button variant="subtle" size="compact-sm" onClick={onOutage}>
            {t('outage.link')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={onRecover}>
            {t('unlock.useKit')}
          </Button>
        </div>
      </WhoForm>
    </>
  );
}
