import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '../../shared/operations/audit.ts';
import { useListKeys } from '../commands/list-keys.ts';
import { count } from '../ui/clock.ts';
import { ColumnHeads } from '../ui/columns/column-heads.tsx';
import type { Shares } from '../ui/columns/shares.ts';
import { useColumns } from '../ui/columns/use-columns.ts';
import { Status } from '../ui/status.tsx';
import { useSession } from '../workspace/session.tsx';
import styles from './office.module.css';
import { outcomeKind, sayAction, sayOutcome, toTheSecond } from './say-entry.ts';

interface LogTableProps {
  readonly lines: readonly AuditLine[];
  /** The patient the log was asked for, whose name comes first in each line. */
  readonly about: string | null;
  readonly chosen: number | null;
  readonly choose: (seq: number) => void;
  /** Null where the beginning of the log is reached. */
  readonly further: (() => void) | null;
  readonly loading: boolean;
  readonly searchedTo: number | null;
}

const ROW = { compact: 28, comfortable: 36 } as const;
declare module 'react' {
  interface CSSProperties {
    /** Every line of the log is a grid of its own, so that they learn their columns from the table. */
    '--log-columns'?: string;
  }
}

const tracksOf = (shares: Shares): string => shares.map((share) => `minmax(0, ${share}fr)`).join(' ');
const COLUMNS = ['seq', 'at', 'by', 'action', 'patients', 'outcome'] as const;

/** The log, newest first; only the lines on screen are drawn. Arrow keys, J and K go from line to line, `/` to the search. */
export function LogTable({ lines, about, chosen, choose, further, loading, searchedTo }: LogTableProps) {
  const { t } = useTranslation();
  const { preferences } = useSession();
  const columns = useColumns('audit-log', COLUMNS.length);
  const scroller = useRef<HTMLDivElement>(null);
  const row = ROW[preferences.density];
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => row, overscan: 12 });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => {
    if (further !== null && !loading && lines.length > 0 && last >= lines.length - 5) further();
  }, [further, loading, last, lines.length]);

  const go = (by: number) => {
    const at = lines.findIndex(({ seq }) => seq === chosen);
    const next = lines[Math.min(lines.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    choose(next.seq);
    rows.scrollToIndex(lines.indexOf(next), { align: 'auto' });
  };
  useListKeys(scroller, { step: go });

  return (
    <div
      ref={scroller}
      className={styles['table']}
      style={columns.shares === null ? undefined : { '--log-columns': tracksOf(columns.shares) }}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose lines are chosen with the keys is a grid (ARIA 1.2)
        role="grid"
        aria-label={t('office.log')}
        aria-rowcount={lines.length + 1}
        aria-activedescendant={chosen === null ? undefined : `entry-${chosen}`}
        tabIndex={0}
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          go(by);
        }}
      >
        <thead>
          <tr ref={columns.row} aria-rowindex={1} className={`${styles['line']} ${styles['head']}`}>
            <ColumnHeads grid of={columns} names={COLUMNS.map((column) => t(`office.column.${column}`))} />
          </tr>
        </thead>
        <tbody className={styles['rows']} style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const line = lines[index];
            return line === undefined ? null : (
              <Line
                key={line.seq}
                line={line}
                about={about}
                index={index}
                start={start}
                height={row}
                chosen={line.seq === chosen}
                choose={choose}
              />
            );
          })}
        </tbody>
      </table>
      {searchedTo === null || loading ? null : (
        <div className={styles['end']}>
          <span className={styles['dim']}>{t('office.searchedTo', { seq: count(searchedTo) })}</span>
          <Button size="compact-sm" variant="default" onClick={() => further?.()}>
            {t('office.further')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface LineProps {
  readonly line: AuditLine;
  readonly about: string | null;
  readonly index: number;
  readonly start: number;
  readonly height: number;
  readonly chosen: boolean;
  readonly choose: (seq: number) => void;
}

function Line({ line, about, index, start, height, chosen, choose }: LineProps) {
  const { t } = useTranslation();
  return (
    <tr
      id={`entry-${line.seq}`}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={styles['line']}
      style={{ transform: `translateY(${start}px)`, height }}
      onClick={() => choose(line.seq)}
    >
      <td className={styles['number']}>{count(line.seq)}</td>
      <td>{toTheSecond(line.at)}</td>
      <td>{line.by ?? t('office.nobody')}</td>
      <td>{sayAction(line.action)}</td>
      <td>{sayPatients(line, about, t)}</td>
      <td>
        <Status kind={outcomeKind(line.outcome)}>{sayOutcome(line.outcome)}</Status>
      </td>
    </tr>
  );
}

/** One patient by name, the one that was asked for where there is one, and how many more; how many there are where none may be named. */
const sayPatients = ({ patients, morePatients }: AuditLine, about: string | null, t: TFunction): string => {
  const [first, ...others] = patients.toSorted((a, b) => Number(b.patientId === about) - Number(a.patientId === about));
  const more = others.length + morePatients;
  if (first === undefined) return more === 0 ? '' : t('office.morePatients', { count: more, formatted: count(more) });
  return more === 0 ? first.name : [first.name, t('office.andMore', { formatted: count(more) })].join(' ');
};
