import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HEADER_SEARCH_ROWS } from '../../shared/intake/header-row.ts';

interface HeadingRowProps {
  readonly row: number;
  /** Rows of the file that hold something. */
  readonly filled: number;
  readonly onChoose: (row: number) => void;
}

/** Which row of the file holds the headings, or none: every row is a patient then. Rows are counted as the spreadsheet counts them, empty ones too. */
export function HeadingRow({ row, filled, onChoose }: HeadingRowProps) {
  const { t } = useTranslation();
  const rows = Array.from({ length: Math.max(row, Math.min(Math.max(row, 1) - 1 + filled, HEADER_SEARCH_ROWS)) }, (_, at) => at + 1);
  return (
    <NativeSelect
      label={t('importing.headerRow')}
      value={String(row)}
      data={[
        { value: '0', label: t('importing.noHeaderRow') },
        ...rows.map((one) => ({ value: String(one), label: t('importing.rowNumber', { row: one }) })),
      ]}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    />
  );
}
