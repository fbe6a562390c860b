import { NativeSelect, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { exchanged } from '../../shared/intake/gather.ts';
import { isTarget, TARGETS } from '../../shared/intake/targets.ts';
import type { ImportSheet } from '../../shared/operations/import.ts';
import { columnLetter } from './column-letter.ts';
import styles from './import.module.css';
import { targetWord } from './target-word.ts';

interface ColumnRowProps {
  readonly column: ImportSheet['columns'][number];
  /** First and last names are exchanged on import. */
  readonly swapNames: boolean;
  /** Null: the column is not imported. */
  readonly onChoose: (target: string | null) => void;
}

/** One column of the file: its heading (its letter where it has none), what stands in it, what it becomes and why. */
export function ColumnRow({ column, swapNames, onChoose }: ColumnRowProps) {
  const { t } = useTranslation();
  const heading = column.header === '' ? t('importing.unheaded', { letter: columnLetter(column.index) }) : column.header;
  const { target, because } = column;
  const becomes = swapNames && target !== null && isTarget(target) ? exchanged(target) : target;
  return (
    <Table.Tr>
      <Table.Th scope="row">{heading}</Table.Th>
      <Table.Td className={styles['samples']}>{column.hidden ? t('importing.hiddenColumn') : column.samples.join(' · ')}</Table.Td>
      <Table.Td>
        <NativeSelect
          aria-label={`${t('importing.becomes')}: ${heading}`}
          value={target ?? 'ignore'}
          data={TARGETS.map((one) => ({ value: one, label: targetWord(t, one) }))}
          onChange={(event) => onChoose(event.currentTarget.value === 'ignore' ? null : event.currentTarget.value)}
        />
      </Table.Td>
      <Table.Td className={styles['dim']}>
        {becomes === target ? t(`importing.because.${because}`) : t('importing.swappedTo', { field: targetWord(t, becomes) })}
      </Table.Td>
    </Table.Tr>
  );
}
