import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ProposedColumn } from '../../../shared/intake/propose.ts';
import { isTarget } from '../../../shared/intake/targets.ts';
import { numberKey } from '../../../shared/person/name-key.ts';
import type { ChangeAccess } from '../../gate/access.ts';
import type { Reader, Writer } from '../../store/statements.ts';
import { originOf } from '../origin.ts';
import type { BatchColumn } from './batch.ts';
import type { ColumnView } from './hidden-columns.ts';

const choices = z.array(z.tuple([z.int().nonnegative(), z.string().refine(isTarget).nullable()]));
const stored = z.strictObject({ choices: z.string() });

/**
 * One list has the same headings in the same order as another, whatever their case, accents and blanks. Null for a list that has none: every list without headings
 * would pass for every other.
 */
const headingsOf = (columns: readonly { readonly header: string }[]): string | null => {
  const headings = columns.map(({ header }) => numberKey(header));
  return headings.every((heading) => heading === '') ? null : createHash('sha256').update(JSON.stringify(headings)).digest('hex');
};

/**
 * The columns as proposed, with what a person said of them in an earlier list of this practice with the same headings; of a column hidden from this role only what
 * the role may say itself.
 */
export const withRemembered = (reader: Reader, columns: readonly ProposedColumn[], { mayBecome }: ColumnView): ProposedColumn[] => {
  const headings = headingsOf(columns);
  const known = headings === null ? undefined : reader.get(stored, 'SELECT choices FROM import_mapping WHERE headings = ?', headings);
  const chosen = new Map(known === undefined ? [] : choices.parse(JSON.parse(known.choices)));
  return columns.map((column): ProposedColumn => {
    const target = chosen.get(column.index);
    return target === undefined || !mayBecome(column, target) ? column : { ...column, target, because: 'remembered' };
  });
};

/**
 * Keeps what a person said of the columns, under the entry that announced the check they asked for. What was only proposed is not kept: proposals get better. The order
 * of day and month is not kept either: it is asked about whenever a list does not show it.
 */
export const rememberColumns = (access: ChangeAccess, columns: readonly BatchColumn[]): void => {
  const headings = headingsOf(columns);
  const said = columns.filter(({ because }) => because === 'person' || because === 'remembered');
  if (headings === null || !said.some(({ because }) => because === 'person')) return;
  const { at, author, entrySeq } = originOf(access);
  access.change.run(
    `INSERT INTO import_mapping (headings, choices, at, author, entry_seq) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (headings) DO UPDATE SET choices = excluded.choices, at = excluded.at, author = excluded.author, entry_seq = excluded.entry_seq`,
    ...[headings, JSON.stringify(said.map(({ index, target }) => [index, target])), at, author, entrySeq],
  );
};

/** The next list with these headings is proposed as if there had been none before it. */
export const forgetColumns = (writer: Writer, columns: readonly BatchColumn[]): void => {
  const headings = headingsOf(columns);
  if (headings !== null) writer.run('DELETE FROM import_mapping WHERE headings = ?', headings);
};
