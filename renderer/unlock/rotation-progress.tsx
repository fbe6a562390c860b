import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROTATION_STEPS, type RotationStep } from '../../shared/door-terms.ts';
import { Progress } from '../ui/progress.tsx';
import { door } from './door.ts';

const ASK_MS = 500;
/** A sign-in that is over by then says nothing about it. */
const SHOW_MS = 2_000;
/** From here on one may go past it. */
const PAST_MS = 10_000;

/** While a sign-in waits for the records to get their new key: how far that is, and after ten seconds a way past it. */
export function RotationProgress({ waiting }: { readonly waiting: boolean }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<RotationStep | null>(null);
  const [waited, setWaited] = useState(0);
  const [postponed, setPostponed] = useState(false);

  useEffect(() => {
    if (!waiting) return undefined;
    const began = Date.now();
    const every = setInterval(() => {
      setWaited(Date.now() - began);
      void door['door.rotation']({ postpone: false }).then((answer) => answer.ok && setStep(answer.value.step));
    }, ASK_MS);
    return () => {
      clearInterval(every);
      setStep(null);
      setWaited(0);
    };
  }, [waiting]);

  if (!waiting || step === null || waited < SHOW_MS) return null;
  const postpone = () => {
    setPostponed(true);
    void door['door.rotation']({ postpone: true });
  };
  return (
    <div role="status">
      <p>{t('unlock.rotation')}</p>
      <Progress label={t('unlock.rotationStep')} done={ROTATION_STEPS.indexOf(step) + 1} total={ROTATION_STEPS.length} />
      {waited < PAST_MS ? null : (
        <Button variant="default" disabled={postponed} onClick={postpone}>
          {t('unlock.rotationLater')}
        </Button>
      )}
    </div>
  );
}
