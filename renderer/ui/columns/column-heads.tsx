import { type ElementType, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './columns.module.css';
import { LEAST_SHARE, type Shares, withEdgeMoved } from './shares.ts';
import type { Columns } from './use-columns.ts';

interface ColumnHeadsProps {
  readonly of: Columns;
  /** What stands above each column, in order. */
  readonly names: readonly string[];
  /** What a heading is made of, where the table has cells of its own. */
  readonly cell?: ElementType;
  /** Lines that are grids take their columns from the table's own style. */
  readonly grid?: boolean;
}

/** The headings of a table, each but the last with an edge by which its column is made wider or narrower. They stand in the row that `of.row` is. */
export function ColumnHeads({ of, names, cell: Cell = 'th', grid = false }: ColumnHeadsProps) {
  return names.map((name, at) => (
    <Cell
      key={name}
      scope="col"
      // the edge is no part of the column's name
      aria-label={name}
      className={styles['head']}
      style={of.shares === null || grid ? undefined : { width: `${of.shares[at]}%` }}
    >
      {name}
      {at === names.length - 1 ? null : <Edge of={of} at={at} name={name} usual={100 / names.length} />}
    </Cell>
  ));
}

interface EdgeProps {
  readonly of: Columns;
  readonly at: number;
  readonly name: string;
  /** Taken for the width of a column that was never seen. */
  readonly usual: number;
}

/**
 * A window splitter (WAI-ARIA Authoring Practices). No Tab stops here, because nobody wants to pass five edges on the way to the first line: the command for column widths leads to the first, the arrow
 * keys up and down to the others.
 */
function Edge({ of, at, name, usual }: EdgeProps) {
  const { t } = useTranslation();
  const grip = useRef<{ readonly x: number; readonly shares: Shares } | null>(null);
  const [now = usual, next = usual] = (of.shares ?? []).slice(at);
  const goTo = (edge: number): void => of.row.current?.querySelectorAll<HTMLElement>('[role="separator"]')[edge]?.focus();
  const step = (percent: number): void => {
    const shares = of.seen();
    if (shares !== null) of.show(withEdgeMoved(shares, at, percent));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a thematic break can't be moved
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t('columns.width', { column: name })}
      aria-valuenow={Math.round(now)}
      aria-valuemin={LEAST_SHARE}
      aria-valuemax={Math.round(now + next) - LEAST_SHARE}
      tabIndex={-1}
      className={styles['edge']}
      title={t('columns.how')}
      onPointerDown={(event) => {
        const shares = of.seen();
        if (shares === null) return;
        grip.current = { x: event.clientX, shares };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        const width = of.row.current?.getBoundingClientRect().width ?? 0;
        if (grip.current !== null && width > 0)
          of.show(withEdgeMoved(grip.current.shares, at, (100 * (event.clientX - grip.current.x)) / width));
      }}
      onLostPointerCapture={() => {
        grip.current = null;
        of.keep();
      }}
      onDoubleClick={of.forget}
      onBlur={of.keep}
      onKeyUp={of.keep}
      onKeyDown={(event) => {
        const percent = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        const edge = { ArrowUp: at - 1, ArrowDown: at + 1 }[event.key];
        if (percent !== undefined) step(percent);
        else if (edge !== undefined) goTo(edge);
        else if (event.key === 'Delete') of.forget();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
