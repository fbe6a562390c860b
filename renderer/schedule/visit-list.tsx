import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { TimeBlock } from '../../shared/phi/time-block.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { useListKeys } from '../commands/list-keys.ts';
import { language } from '../i18n/i18n.ts';
import { ColumnHeads } from '../ui/columns/column-heads.tsx';
import { useColumns } from '../ui/columns/use-columns.ts';
import { sayName } from '../ui/name.ts';
import { Status } from '../ui/status.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useListName } from '../workspace/use-place.ts';
import styles from './schedule.module.css';
import { isToMove } from './to-move.ts';
import { isUnclosed } from './unclosed.ts';
import { sayShortDay, sayTime, todayIn } from './wall-time.ts';

interface VisitListProps {
  readonly setup: ScheduleSetup;
  readonly visits: readonly Visit[];
  readonly blocks: readonly TimeBlock[];
  readonly isParked: (visitId: string) => boolean;
  readonly onOpen: (visitId: string) => void;
}

const COLUMNS = ['day', 'start', 'patient', 'visitType', 'provider', 'room'] as const;

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Visits line by line, fewer as somebody types; Enter opens one, the arrow keys, J and K go from line to line, `/` back to the filter. */
export function VisitList({ setup, visits, blocks, isParked, onOpen }: VisitListProps) {
  const { t } = useTranslation();
  const columns = useColumns('visit-list', COLUMNS.length);
  const say = useListName();
  const [typed, type] = useState('');
  const filter = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const types = new Map(setup.visitTypes.map(({ visitTypeId, name }) => [visitTypeId, name]));
  const providers = new Map(setup.providers.map(({ providerId, name }) => [providerId, name]));
  const rooms = new Map(setup.rooms.map(({ roomId, name }) => [roomId, name]));
  const lines = visits.map((visit) => ({
    visit,
    name: sayName(visit),
    what: types.get(visit.visitTypeId) ?? '',
    whom: providers.get(visit.providerId) ?? '',
    room: visit.roomId === undefined ? '' : (rooms.get(visit.roomId) ?? ''),
  }));
  const today = todayIn(setup.timeZone);
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const shown = lines.filter(({ name, what, whom, room }) =>
    words.every((word) => plain(`${name} ${what} ${whom} ${room}`).includes(word)),
  );
  const step = (by: number) => {
    const buttons = [...(body.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
  };
  useListKeys(body, { step, search: () => filter.current?.focus() });
  return (
    <>
      <TextField
        ref={filter}
        className={styles['narrow'] ?? ''}
        name="list-filter"
        label={t('schedule.filter')}
        value={typed}
        onChange={type}
      />
      <div className={styles['list']}>
        <table {...columns.table}>
          <thead>
            <tr ref={columns.row}>
              <ColumnHeads of={columns} names={COLUMNS.map((column) => t(`schedule.column.${column}`))} />
            </tr>
          </thead>
          <tbody
            ref={body}
            onKeyDown={(event) => {
              const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              if (by === undefined) return;
              event.preventDefault();
              step(by);
            }}
          >
            {shown.map(({ visit, what, whom, room }) => (
              <tr key={visit.visitId}>
                <td>{sayShortDay(visit.day, language())}</td>
                <td>{sayTime(visit.start, language())}</td>
                <td>
                  <button type="button" className={styles['line']} onClick={() => onOpen(visit.visitId)}>
                    {say(visit)}
                  </button>{' '}
                  {isUnclosed(visit, today) ? <Status kind="attention">{t('schedule.unclosed')}</Status> : null}{' '}
                  {isToMove(setup, blocks, visit) ? <Status kind="attention">{t('schedule.toMove')}</Status> : null}{' '}
                  {isParked(visit.visitId) ? <Status kind="info">{t('desk.parked.mark')}</Status> : null}
                </td>
                <td>{what}</td>
                <td>{whom}</td>
                <td>{room}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
