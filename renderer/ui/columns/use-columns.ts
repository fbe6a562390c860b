import { type CSSProperties, type RefObject, useRef, useState } from 'react';
import type { SizedTable } from '../../../shared/operations/settings.ts';
import { useCommand } from '../../commands/handlers.ts';
import { useSession } from '../../workspace/session.tsx';
import { type Shares, sharesOf } from './shares.ts';

/** The columns of one table, as wide as this person likes them. */
export interface Columns {
  /** The row of headings, in which the edges stand. */
  readonly row: RefObject<HTMLTableRowElement | null>;
  /** Null as long as the table itself says how wide they are. */
  readonly shares: Shares | null;
  /** For a table that is laid out by its headings. */
  readonly table: { readonly style?: CSSProperties; readonly 'data-sized'?: true };
  /** The shares as they are seen now, whoever says so; null where they can't be seen. */
  readonly seen: () => Shares | null;
  /** Shows the columns so; nothing is kept before `keep`. */
  readonly show: (shares: Shares) => void;
  readonly keep: () => void;
  /** As wide as the table itself would have them. */
  readonly forget: () => void;
}

/** Columns that remember their width, per person, on every workstation of the practice that holds this person's likes. `count` of them are in this table. */
export function useColumns(table: SizedTable, count: number): Columns {
  const { preferences, prefer } = useSession();
  const row = useRef<HTMLTableRowElement>(null);
  // The next key or the letting go of the pointer may come before what was done last was drawn.
  const held = useRef<{ readonly shares: Shares; readonly kept: boolean } | null>(null);
  const [shown, setShown] = useState<Shares | null>(null);
  const others = preferences.columnShares.filter((one) => one.table !== table);
  const kept = preferences.columnShares.find((one) => one.table === table)?.shares ?? null;
  const shares = shown ?? (kept?.length === count ? kept : null);
  useCommand('columns.widths', () => row.current?.querySelector<HTMLElement>('[role="separator"]')?.focus());
  return {
    row,
    shares,
    table: shares === null ? {} : { style: { tableLayout: 'fixed', width: '100%' }, 'data-sized': true },
    seen: () =>
      held.current?.shares ?? shares ?? sharesOf([...(row.current?.cells ?? [])].map((cell) => cell.getBoundingClientRect().width)),
    show: (next) => {
      held.current = { shares: next, kept: false };
      setShown(next);
    },
    keep: () => {
      if (held.current === null || held.current.kept) return;
      const { shares: liked } = held.current;
      held.current = { shares: liked, kept: true };
      void prefer({ columnShares: [...others, { table, shares: [...liked] }] });
    },
    forget: () => {
      held.current = null;
      setShown(null);
      void prefer({ columnShares: others });
    },
  };
}
