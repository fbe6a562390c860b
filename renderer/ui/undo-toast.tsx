import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import { useCommand } from '../commands/handlers.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import styles from './parts.module.css';
import { endOffer, UNDO_MS, useUndo } from './undo.ts';

/** What stands against putting something back where it was. */
const TAKEN = ['slot-taken', 'slot-closed', 'slot-blocked', 'patient-taken', 'room-taken'] as const;
const isTaken = (code: FailureCode): code is (typeof TAKEN)[number] => TAKEN.some((one) => one === code);

/** The offer to undo, for 10 s and longer while somebody is at it. Announced politely, reached by F6, given by Ctrl+Z outside a text field. */
export function UndoToast() {
  const { t } = useTranslation();
  const offer = useUndo((state) => state.offer);
  const [held, setHeld] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const left = useRef(UNDO_MS);
  const id = offer?.id ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new offer starts its own time
  useEffect(() => {
    left.current = UNDO_MS;
    setFailed(null);
    setHeld(false);
  }, [id]);

  useEffect(() => {
    if (id === null || held) return undefined;
    const begun = Date.now();
    const timer = setTimeout(() => endOffer(id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= Date.now() - begun;
    };
  }, [id, held]);

  const undo = async () => {
    if (offer === null) return;
    const answer = await offer.undo();
    if (answer.ok) endOffer(offer.id);
    else setFailed(isTaken(answer.code) ? t(`parts.notUndone.${answer.code}`) : t('parts.notUndoneWhy', { why: sentenceOf(answer.code) }));
  };
  useCommand('undo.last', () => void undo(), { enabled: offer !== null });

  return (
    <>
      <div className="visually-hidden" role="status">
        {offer?.message}
      </div>
      {offer === null ? null : (
        <section
          aria-label={t('common.undo')}
          className={styles['undo']}
          data-region="undo"
          onMouseEnter={() => setHeld(true)}
          onMouseLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span role={failed === null ? undefined : 'alert'}>{failed ?? offer.message}</span>
          <Button size="compact-sm" flex="none" onClick={() => void undo()}>
            {t('common.undo')}
          </Button>
          <CloseButton size="sm" aria-label={t('common.close')} onClick={() => endOffer(offer.id)} />
        </section>
      )}
    </>
  );
}
