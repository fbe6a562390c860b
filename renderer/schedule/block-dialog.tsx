import { Button, Modal, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Value } from '../../shared/operations/table.ts';
import { BLOCK_REASONS } from '../../shared/phi/time-block.ts';
import { MINUTES_OF_DAY } from '../../shared/phi/visit.ts';
import { useCommand } from '../commands/handlers.ts';
import { DateField } from '../ui/date-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useAct } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import { useKeptForm } from '../workspace/kept.ts';
import styles from './schedule.module.css';
import { readTime } from './wall-time.ts';

const text = z.string().max(120);
const blockForm = z.strictObject({
  providerId: text,
  fromDay: text,
  toDay: text,
  start: text,
  end: text,
  reason: z.enum(BLOCK_REASONS),
  blockNote: text,
});
type Blocking = z.infer<typeof blockForm>;

/** The time that is being blocked, as typed so far. */
export function useBlocking() {
  const [blocking, set] = useKeptForm<Blocking>('time-block', blockForm);
  return {
    blocking,
    put: (part: Partial<Blocking>) => blocking !== null && set({ ...blocking, ...part }),
    begin: (day: string, providerId: string | null) =>
      set({ providerId: providerId ?? '', fromDay: day, toDay: day, start: '', end: '', reason: 'vacation', blockNote: '' }),
    end: () => set(null),
  };
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const isReason = (said: string): said is Blocking['reason'] => BLOCK_REASONS.some((reason) => reason === said);

/** The minutes that were typed: both fields empty is the whole day; null where they are no time. */
const spanOf = ({ start, end }: Blocking): { readonly start: number; readonly end: number } | null => {
  if (start.trim() === '' && end.trim() === '') return { start: 0, end: MINUTES_OF_DAY };
  const [from, to] = [readTime(start), readTime(end)];
  // until twelve at night is until the day is over
  const until = to === 0 ? MINUTES_OF_DAY : to;
  return from === null || until === null || from >= until ? null : { start: from, end: until };
};

interface BlockDialogProps {
  readonly setup: ScheduleSetup;
  readonly onAdded: (added: Value<'block.add'>) => void;
}

/** When somebody sees nobody: days, or hours of days, and why. */
export function BlockDialog({ setup, onAdded }: BlockDialogProps) {
  const { t } = useTranslation();
  const { blocking, put, end } = useBlocking();
  const { busy, failure, act } = useAct();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });
  if (blocking === null) return null;
  const providers = setup.providers.filter(({ active }) => active);
  const provider = providers.find(({ providerId }) => providerId === blocking.providerId) ?? providers[0];
  if (provider === undefined) return null;
  const span = spanOf(blocking);
  const daysFit = ISO.test(blocking.fromDay) && ISO.test(blocking.toDay) && blocking.fromDay <= blocking.toDay;
  const save = async (): Promise<void> => {
    setTried(true);
    if (span === null || !daysFit) return;
    const { fromDay, toDay, reason, blockNote } = blocking;
    const done = await act(() =>
      ask('block.add', {
        ...{ providerId: provider.providerId, fromDay, toDay, ...span, reason },
        ...(blockNote.trim() === '' ? {} : { blockNote }),
      }),
    );
    if (done === null) return;
    end();
    onAdded(done);
  };
  return (
    <Modal data-region="block" opened onClose={end} title={t('schedule.block')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Form ref={form} className={styles['form']} onSend={() => void save()}>
        <ErrorSummary failure={failure} />
        <NativeSelect
          name="providerId"
          label={t('schedule.who')}
          data-autofocus
          data={providers.map(({ providerId: value, name }) => ({ value, label: name }))}
          value={provider.providerId}
          onChange={({ currentTarget }) => put({ providerId: currentTarget.value })}
        />
        <NativeSelect
          name="reason"
          label={t('schedule.blockWhy')}
          data={BLOCK_REASONS.map((value) => ({ value, label: t(`schedule.blockReason.${value}`) }))}
          value={blocking.reason}
          onChange={({ currentTarget }) => isReason(currentTarget.value) && put({ reason: currentTarget.value })}
        />
        <div className={styles['fields']}>
          <DateField
            name="fromDay"
            label={t('schedule.firstDay')}
            kind="any"
            required
            withAsterisk={false}
            value={blocking.fromDay}
            onChange={(fromDay) => put({ fromDay, ...(blocking.toDay < fromDay && ISO.test(fromDay) ? { toDay: fromDay } : {}) })}
          />
          <DateField
            name="toDay"
            label={t('schedule.lastDay')}
            kind="any"
            required
            withAsterisk={false}
            value={blocking.toDay}
            error={tried && !daysFit ? t('schedule.daysOdd') : null}
            onChange={(toDay) => put({ toDay })}
          />
        </div>
        <div className={styles['fields']}>
          <TextField
            name="start"
            label={t('schedule.fromTime')}
            description={t('schedule.wholeDay')}
            value={blocking.start}
            error={tried && span === null ? t('schedule.noTime') : null}
            onChange={(start) => put({ start })}
          />
          <TextField name="end" label={t('schedule.toTime')} value={blocking.end} onChange={(next) => put({ end: next })} />
        </div>
        <TextField
          name="blockNote"
          label={t('schedule.blockNote')}
          description={t('schedule.blockNoteHelp')}
          maxLength={80}
          value={blocking.blockNote}
          onChange={(blockNote) => put({ blockNote })}
        />
        <div className={styles['actions']} data-acts>
          <Button variant="default" onClick={end}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={busy}>
            {t('schedule.blockIt')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
