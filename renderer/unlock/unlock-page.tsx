import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { Look } from '../ui/look.tsx';
import { Broken } from './broken.tsx';
import { door } from './door.ts';
import { Enrol } from './enrol.tsx';
import { Frame } from './frame.tsx';
import { OlderCopy } from './older-copy.tsx';
import { SetUp } from './set-up.tsx';
import { SignIn } from './sign-in.tsx';

const AGAIN_MS = 400;

/** How this door stands. Asked again while it is on its way to somewhere else. */
function useDoorStatus() {
  const [status, setStatus] = useState<DoorStatus | null>(null);
  const settled = status !== null && status.state !== 'starting' && status.state !== 'unlocking' && status.state !== 'open';
  useEffect(() => {
    if (settled) return undefined;
    const read = () => void door['door.status']({}).then((answer) => answer.ok && setStatus(answer.value));
    read();
    const every = setInterval(read, AGAIN_MS);
    return () => clearInterval(every);
  }, [settled]);
  const speak = (language: 'en' | 'es') => {
    void door['door.language']({ language }).then((answer) => answer.ok && setStatus(answer.value));
  };
  return { status, speak };
}

/** The page before anybody is in: sign in, set up, or what is broken. */
export function UnlockPage() {
  const { status, speak } = useDoorStatus();
  const [enrolment, setEnrolment] = useState<{ otpauth: string; secret: string } | null>(null);
  if (status === null) return null;
  const setsUp = status.state === 'setup';
  return (
    <Look likes={status}>
      <Frame status={status} onLanguage={speak} wide={setsUp}>
        <DoorScreen status={status} enrolment={enrolment} onEnrol={setEnrolment} />
      </Frame>
    </Look>
  );
}

interface DoorScreenProps {
  readonly status: DoorStatus;
  readonly enrolment: { otpauth: string; secret: string } | null;
  readonly onEnrol: (enrolment: { otpauth: string; secret: string }) => void;
}

function DoorScreen({ status, enrolment, onEnrol }: DoorScreenProps) {
  const { t } = useTranslation();
  if (enrolment !== null) return <Enrol status={status} enrolment={enrolment} />;
  if (status.state === 'broken') {
    const older = status.broken === 'store-older' && status.people.length > 0;
    return (
      <>
        <Broken code={status.broken ?? 'internal'} />
        {older ? <OlderCopy status={status} /> : null}
      </>
    );
  }
  if (status.state === 'setup') return <SetUp />;
  if (status.state === 'locked') return <SignIn status={status} onEnrol={onEnrol} />;
  return <h1>{t(status.state === 'starting' ? 'unlock.starting' : 'unlock.opening')}</h1>;
}
