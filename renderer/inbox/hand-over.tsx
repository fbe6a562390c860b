import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { HandOverNote } from '../../shared/phi/task.ts';
import { useCommand } from '../commands/handlers.ts';
import { report } from '../patients/notice.ts';
import { dayAndTime } from '../ui/clock.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Form } from '../ui/form.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import { useKeptForm } from '../workspace/kept.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './inbox.module.css';

const typedNote = z.strictObject({ version: z.int(), words: z.string().max(4000) });

/** What the last shift left at this desk. Whoever stands here writes the next one; every note is kept. */
export function HandOver() {
  const { t } = useTranslation();
  const { value, failure, slow, again } = useAnswer('hand-over.read', { before: null });
  const [typed, set] = useKeptForm('hand-over', typedNote);
  const [earlier, showEarlier] = useState(false);
  if (failure !== null) return <FailureNotice failure={failure} again={again} />;
  if (value === null) return <Waiting slow={slow} lines={2} />;
  const [note, ...before] = value.notes;
  const title = value.desk === '' ? t('inbox.handOver') : t('inbox.handOverOf', { desk: value.desk });
  return (
    <section className={styles['handOver']} aria-labelledby="hand-over" data-region="hand-over">
      <div className={styles['detailHead']}>
        <h2 id="hand-over">{title}</h2>
        {typed === null ? (
          <div className={styles['acts']}>
            {before.length === 0 ? null : (
              <Button size="compact-sm" variant="subtle" aria-expanded={earlier} onClick={() => showEarlier(!earlier)}>
                {t(earlier ? 'inbox.handOverHistoryHide' : 'inbox.handOverHistory')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => set({ version: note?.version ?? 0, words: note?.handOverText ?? '' })}
            >
              {t('inbox.handOverEdit')}
            </Button>
          </div>
        ) : null}
      </div>
      {typed === null ? <Note note={note} /> : <HandOverForm typed={typed} note={note} set={set} again={again} />}
      {earlier && typed === null ? (
        <ol className={styles['said']} reversed>
          {before.map((one) => (
            <li key={one.version}>
              <Note note={one} />
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function Note({ note }: { readonly note: HandOverNote | undefined }) {
  const { t } = useTranslation();
  if (note === undefined) return <p className={styles['dim']}>{t('inbox.handOverEmpty')}</p>;
  return (
    <>
      {note.handOverText === '' ? (
        <p className={styles['dim']}>{t('inbox.handOverCleared')}</p>
      ) : (
        <p className={styles['text']}>{note.handOverText}</p>
      )}
      <p className={styles['dim']}>{t('inbox.handOverBy', { name: note.by, when: dayAndTime(note.at) })}</p>
    </>
  );
}

interface HandOverFormProps {
  readonly typed: z.infer<typeof typedNote>;
  readonly note: HandOverNote | undefined;
  readonly set: (typed: z.infer<typeof typedNote> | null) => void;
  readonly again: () => void;
}

function HandOverForm({ typed, note, set, again }: HandOverFormProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });
  const faster = note !== undefined && note.version !== typed.version ? note : null;
  const leave = async () => {
    const before = note?.handOverText ?? '';
    const answer = await ask('hand-over.write', { version: typed.version, handOverText: typed.words });
    again();
    if (!answer.ok && answer.code === 'changed-meanwhile') {
      if (faster !== null) set({ ...typed, version: faster.version });
      return;
    }
    if (answer.ok) set(null);
    report(answer, t('inbox.handOverSaved'), async ({ version }) => {
      const undone = await ask('hand-over.write', { version, handOverText: before });
      again();
      return undone;
    });
  };
  return (
    <Form ref={form} className={styles['form']} onSend={() => void leave()}>
      {faster === null ? null : (
        <div role="alert">
          <p>{t('inbox.handOverConflict', { by: faster.by, when: dayAndTime(faster.at) })}</p>
          <p className={styles['text']}>{faster.handOverText}</p>
        </div>
      )}
      <Textarea
        name="handOverText"
        aria-label={t('inbox.handOverText')}
        autoFocus
        rows={4}
        maxLength={4000}
        value={typed.words}
        onChange={({ currentTarget }) => set({ ...typed, words: currentTarget.value })}
      />
      <div className={styles['actions']}>
        <Button size="compact-sm" variant="default" onClick={() => set(null)}>
          {t('common.cancel')}
        </Button>
        <Button size="compact-sm" type="submit">
          {t('inbox.handOverSave')}
        </Button>
      </div>
    </Form>
  );
}
