import { Button, Modal, NativeSelect } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Value } from '../../shared/operations/table.ts';
import { SCOPES } from '../../shared/phi/series.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { useCommand } from '../commands/handlers.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { sayName } from '../ui/name.ts';
import { TextField } from '../ui/text-field.tsx';
import { useAct } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import { useKeptForm } from '../workspace/kept.ts';
import { isAgainst } from './booking.ts';
import styles from './schedule.module.css';
import { AnywayField, KindField, RoomField } from './visit-fields.tsx';
import { readMinutes } from './wall-time.ts';

const text = z.string().max(500);
const editForm = z.strictObject({
  visitId: z.uuid(),
  version: z.int(),
  visitTypeId: text,
  minutes: text,
  roomId: text,
  visitNote: text,
  anyway: text,
  /** Which visits of its series are changed along with it; null where there are no others. */
  scope: z
    .enum(['one', ...SCOPES])
    .nullable()
    .default(null),
});
type Editing = z.infer<typeof editForm>;

interface EditingNow {
  readonly editing: Editing | null;
  readonly put: (part: Partial<Editing>) => void;
  readonly edit: (visit: Visit) => void;
  readonly end: () => void;
}

/** The visit whose particulars are being changed, as typed so far. */
export function useEditing(): EditingNow {
  const [editing, set] = useKeptForm('visit-edit', editForm);
  return {
    editing,
    put: (part) => editing !== null && set({ ...editing, ...part }),
    edit: ({ visitId, version, visitTypeId, minutes, roomId = '', visitNote = '', seriesId }) =>
      set({
        ...{ visitId, version, visitTypeId, minutes: String(minutes), roomId, visitNote, anyway: '' },
        scope: seriesId === undefined ? null : 'one',
      }),
    end: () => set(null),
  };
}

interface EditDialogProps {
  readonly setup: ScheduleSetup;
  readonly visit: Visit;
  readonly onEdited: (visit: Value<'visit.edit'>) => void;
  readonly onSeriesEdited: (made: Value<'series.edit'>) => void;
}

/** What a visit is for, how long it takes, in which room, and its note. */
export function EditDialog({ setup, visit, onEdited, onSeriesEdited }: EditDialogProps) {
  const { t } = useTranslation();
  const { editing, put, end } = useEditing();
  const { busy, failure, act, forget } = useAct();
  const form = useRef<HTMLFormElement>(null);
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });
  if (editing === null) return null;
  const types = setup.visitTypes.filter(({ visitTypeId, active }) => active || visitTypeId === visit.visitTypeId);
  const rooms = setup.rooms.filter(({ roomId, active }) => active || roomId === visit.roomId);
  const minutes = readMinutes(editing.minutes);
  const asksWhy = failure !== null && isAgainst(failure.code);
  /** Another length, kind or room: what stood against the one before is asked about anew. */
  const change = (part: Partial<Editing>): void => {
    if (asksWhy) forget();
    put(part);
  };
  const save = async (): Promise<void> => {
    if (minutes === null) return;
    const { visitId, version, visitTypeId, roomId, visitNote, anyway, scope } = editing;
    const why = asksWhy && anyway.trim().length > 2 ? { anyway } : {};
    if (scope === 'following' || scope === 'all') {
      // only what was changed here: what else each visit has of its own it keeps
      const all = await act(() =>
        ask('series.edit', {
          ...{ patientId: visit.patientId, visitId, version, scope, ...why },
          ...(visitTypeId === visit.visitTypeId ? {} : { visitTypeId }),
          ...(minutes === visit.minutes ? {} : { minutes }),
          ...(roomId === (visit.roomId ?? '') ? {} : { roomId: roomId === '' ? null : roomId }),
          ...(visit.restricted !== null || visitNote.trim() === (visit.visitNote ?? '') ? {} : { visitNote }),
        }),
      );
      if (all === null) return;
      end();
      onSeriesEdited(all);
      return;
    }
    const done = await act(() =>
      ask('visit.edit', {
        ...{ patientId: visit.patientId, visitId, version, visitTypeId, minutes, roomId: roomId === '' ? null : roomId },
        ...(visit.restricted === null ? { visitNote } : {}),
        ...why,
      }),
    );
    if (done === null) return;
    end();
    onEdited(done);
  };
  return (
    <Modal data-region="edit" opened onClose={end} title={t('schedule.editTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Form ref={form} className={styles['form']} onSend={() => void save()}>
        <p>
          <strong>{sayName(visit)}</strong>
        </p>
        <ErrorSummary failure={failure} />
        {asksWhy ? <AnywayField value={editing.anyway} onChange={(anyway) => put({ anyway })} /> : null}
        <KindField
          autofocus
          types={types}
          value={editing.visitTypeId}
          onChange={(kind) => {
            const type = types.find(({ visitTypeId }) => visitTypeId === kind);
            change({ visitTypeId: kind, ...(type === undefined ? {} : { minutes: String(type.minutes) }) });
          }}
        />
        <TextField
          name="minutes"
          label={t('schedule.length')}
          inputMode="numeric"
          maxLength={3}
          required
          value={editing.minutes}
          error={minutes === null ? t('schedule.noLength') : null}
          onChange={(next) => change({ minutes: next })}
        />
        <RoomField rooms={rooms} value={editing.roomId} onChange={(roomId) => change({ roomId })} />
        {visit.restricted === null ? (
          <TextField
            name="visitNote"
            label={t('schedule.visitNote')}
            maxLength={500}
            value={editing.visitNote}
            onChange={(visitNote) => put({ visitNote })}
          />
        ) : null}
        {editing.scope === null ? null : (
          <NativeSelect
            name="scope"
            label={t('desk.series.scopeEdit')}
            description={editing.scope === 'one' ? null : t('desk.series.onlyChanged')}
            data={(['one', ...SCOPES] as const).map((value) => ({ value, label: t(`schedule.scope.${value}`) }))}
            value={editing.scope}
            onChange={({ currentTarget: { value } }) => put({ scope: value === 'all' || value === 'following' ? value : 'one' })}
          />
        )}
        <div className={styles['actions']} data-acts>
          <Button variant="default" onClick={end}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={busy}>
            {t('common.save')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
