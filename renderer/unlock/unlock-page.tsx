import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { Look } from '../ui/look.tsx';
import { Broken } from './broken.tsx';
import { DecideRollback } from './decide-rollback.tsx';
import { door } from './door.ts';
import { Enrol } from './enrol.tsx';
import { firstLook } from './first-look.ts';
import { Frame } from './frame.tsx';
import { PrintOutage } from './print-outage.tsx';
import { Recover } from './recover.tsx';
import { SetUp } from './set-up.tsx';
import { SignIn } from './sign-in.tsx';
import { Starting } from './starting.tsx';

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
    const unhear = window.clinicEvents.on('door', read);
    return () => {
      clearInterval(every);
      unhear();
    };
  }, [settled]);
  const speak = (language: 'en' | 'es') => {
    void door['door.language']({ language }).then((answer) => answer.ok && setStatus(answer.value));
  };
  return { status, speak, again: () => setStatus(null) };
}

type Detour =
  | { readonly to: 'enrol'; readonly enrolment: { otpauth: string; secret: string } }
  | { readonly to: 'recover' | 'outage' | 'home' }
  | null;

/** The page before anybody is in: sign in, set up, or what is broken. */
export function UnlockPage() {
  const { status, speak, again } = useDoorStatus();
  const [detour, setDetour] = useState<Detour>(null);
  const home = () => {
    setDetour(null);
    again();
  };
  const likes = status ?? firstLook();
  if (likes === null) return null;
  const known = status === null || status.state === 'starting' ? null : status;
  return (
    <Look likes={likes}>
      <Frame status={known} language={likes.language} onLanguage={speak}>
        {known === null ? <Starting /> : <DoorScreen status={known} detour={detour} onDetour={setDetour} onHome={home} />}
      </Frame>
    </Look>
  );
}

interface DoorScreenProps {
  readonly status: DoorStatus;
  readonly detour: Detour;
  readonly onDetour: (detour: Detour) => void;
  /** Back to what the door says now. */
  readonly onHome: () => void;
}

function DoorScreen({ status, detour, onDetour, onHome }: DoorScreenProps) {
  const { t } = useTranslation();
  const recover = () => onDetour({ to: 'recover' });
  const outage = () => onDetour({ to: 'outage' });
  if (detour?.to === 'enrol') return <Enrol status={status} enrolment={detour.enrolment} />;
  if (detour?.to === 'recover') return <Recover status={status} onEnd={onHome} />;
  // what a sign-in was refused for is no answer to this form
  const refusedPrint = status.outage === 'asked' ? status.refused : null;
  if (detour?.to === 'outage' || (detour === null && refusedPrint !== null))
    return <PrintOutage people={status.people} refused={refusedPrint} onEnd={() => onDetour({ to: 'home' })} />;
  if (status.state === 'broken' && status.broken === 'store-older')
    return <DecideRollback status={status} onDecided={onHome} onOutage={outage} />;
  if (status.state === 'broken') return <Broken code={status.broken ?? 'internal'} onRecover={recover} />;
  if (status.state === 'setup') return <SetUp />;
  if (status.state === 'locked') {
    return <SignIn status={status} onEnrol={(enrolment) => onDetour({ to: 'enrol', enrolment })} onRecover={recover} onOutage={outage} />;
  }
  return <h1>{t('unlock.opening')}</h1>;
}
