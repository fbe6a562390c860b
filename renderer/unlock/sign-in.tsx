import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import type { Value } from '../../shared/operations/table.ts';
import { CodeField } from '../ui/code-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Status } from '../ui/status.tsx';
import { lockedBecause } from './locked-because.ts';
import { People } from './people.tsx';
import { RotationProgress } from './rotation-progress.tsx';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';
import { useWait } from './use-wait.ts';

/** A wait longer than this is no wait: only a reset helps. */
const NEVER_SECONDS = 86_400;

type Enrolment = Extract<Value<'door.sign-in'>, { next: 'enrol' }>['enrolment'];

interface SignInProps {
  readonly status: DoorStatus;
  readonly onEnrol: (enrolment: Enrolment) => void;
  readonly onRecover: () => void;
}

/** The sign-in: who, the password, and the code unless the last sign-in is young enough. */
export function SignIn({ status, onEnrol, onRecover }: SignInProps) {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const refused = status.refused;
  const [chosen, setChosen] = useState<string | null>(refused === null ? (status.people[0]?.userId ?? null) : refused.userId);
  const [signInName, setSignInName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [opening, setOpening] = useState(false);
  const [codeAsked, setCodeAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const person = status.people.find(({ userId }) => userId === chosen) ?? null;
  const refusedHere = refused !== null && refused.userId === chosen ? refused : null;
  const seconds = failure?.seconds ?? (refusedHere !== null && refusedHere.seconds > 0 ? refusedHere.seconds : (person?.waitSeconds ?? 0));
  const never = seconds >= NEVER_SECONDS || refusedHere?.seconds === -1;
  const wait = useWait(never ? 0 : seconds, `${chosen} ${failure?.code}`);
  const passwordOnly = person?.passwordOnly === true && !codeAsked;
  const told = failure ?? (refusedHere === null ? null : { code: refusedHere.code, seconds: null });

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(`input[name="${chosen === null ? 'signInName' : 'password'}"]`)?.focus();
  }, [chosen]);

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    setOpening(true);
    const who = chosen === null ? { signInName } : { userId: chosen };
    const answer = await tell('door.sign-in', { ...who, password, ...(passwordOnly || code.trim() === '' ? {} : { code }) });
    if (answer?.next === 'open') return;
    setOpening(false);
    if (answer?.next === 'enrol') return onEnrol(answer.enrolment);
    if (answer?.next === 'code') return setCodeAsked(true);
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
      {because === null ? null : <p>{t(`unlock.lockedBecause.${because}`)}</p>}
      {told === null || opening ? null : <ErrorSummary failure={{ code: told.code }} />}
      <div className={styles['columns']}>
        <People people={status.people} chosen={chosen} onChoose={setChosen} />
        <form ref={form} className={styles['form']} onSubmit={(event) => void signIn(event)}>
          {chosen === null ? (
            <TextInput
              name="signInName"
              label={t('unlock.signInName')}
              autoComplete="username"
              spellCheck={false}
              required
              withAsterisk={false}
              maxLength={40}
              value={signInName}
              onChange={(event) => setSignInName(event.currentTarget.value)}
            />
          ) : null}
          <PasswordField
            name="password"
            label={t('unlock.password')}
            description={passwordOnly ? t('unlock.passwordOnly') : null}
            required
            withAsterisk={false}
            maxLength={1024}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {passwordOnly ? null : (
            <CodeField
              name="code"
              description={t('unlock.codeOptional')}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
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
        </form>
      </div>
      <div>
        <Button variant="subtle" size="compact-sm" onClick={onRecover}>
          {t('unlock.useKit')}
        </Button>
      </div>
    </>
  );
}
