import { Button, NativeSelect, Radio, Table } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import type { ImportSheet } from '../../shared/operations/import.ts';
import type { Asked } from '../../shared/operations/table.ts';
import { count } from '../ui/clock.ts';
import { ColumnHeads } from '../ui/columns/column-heads.tsx';
import { useColumns } from '../ui/columns/use-columns.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status } from '../ui/status.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import { ColumnRow } from './column-row.tsx';
import { HeadingRow } from './heading-row.tsx';
import styles from './import.module.css';

type Correction = Omit<Asked<'import.map'>, 'batchId'>;
const ORDERS = ['mdy', 'dmy', 'ymd'] as const;

/** What each column becomes, as proposed and as a person corrects it; the questions only a person can answer. */
export function Columns({
  batchId,
  onCheck,
  onReadAnew,
}: {
  readonly batchId: string;
  readonly onCheck: () => void;
  /** Another sheet was chosen: its rows are to be read before it has columns. */
  readonly onReadAnew: () => void;
}) {
  const { t } = useTranslation();
  const columns = useColumns('import-columns', 4);
  const [sheet, setSheet] = useState<ImportSheet | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  useEffect(() => {
    void ask('import.sheet', { batchId }).then((answer) => (answer.ok ? setSheet(answer.value) : setFailure(answer.code)));
  }, [batchId]);
  const correct = async (correction: Correction): Promise<void> => {
    setFailure(null);
    const answer = await ask('import.map', { batchId, ...correction });
    if (!answer.ok) setFailure(answer.code);
    else if (correction.sheet === undefined) setSheet(answer.value);
    else onReadAnew();
  };

  const refused = failure === null ? null : <FailureNotice failure={{ code: failure }} />;
  if (sheet === null) return refused ?? <Waiting slow />;
  const isEmpty = sheet.columns.length === 0;
  return (
    <section className={styles['columns']}>
      {refused}
      <div className={`${styles['facts']} ${styles['source']}`}>
        {sheet.sheets.length > 1 ? (
          <NativeSelect
            label={t('importing.sheet')}
            value={sheet.sheet}
            data={[...sheet.sheets]}
            onChange={(event) => void correct({ sheet: event.currentTarget.value })}
          />
        ) : null}
        {isEmpty ? null : <HeadingRow row={sheet.headerRow} filled={sheet.rows} onChoose={(headerRow) => void correct({ headerRow })} />}
        <span>{t('importing.rowsFound', { count: sheet.rows, formatted: count(sheet.rows) })}</span>
        {sheet.encoding === null ? null : <span className={styles['dim']}>{t('importing.encoding', { encoding: sheet.encoding })}</span>}
        {sheet.formulaCells === 0 ? null : <Status kind="attention">{t('importing.formulas', { count: sheet.formulaCells })}</Status>}
      </div>
      {sheet.dateOrder === null || sheet.dateExamples.length > 0 ? (
        <Radio.Group
          label={t('importing.dateOrder')}
          description={
            sheet.dateExamples.length === 0 ? undefined : t('importing.dateOrderWhy', { examples: sheet.dateExamples.join(', ') })
          }
          value={sheet.dateOrder ?? ''}
          onChange={(value) => {
            const order = ORDERS.find((one) => one === value);
            if (order !== undefined) void correct({ dateOrder: order });
          }}
        >
          <div className={styles['orders']}>
            {ORDERS.map((order) => (
              <Radio key={order} value={order} label={t(`importing.order.${order}`)} />
            ))}
          </div>
        </Radio.Group>
      ) : null}
      {sheet.swapNames || sheet.namesLookSwapped ? (
        <div className={styles['facts']}>
          <span role="status">
            {sheet.swapNames ? (
              <Status kind="good">{t('importing.swappedNow')}</Status>
            ) : (
              <Status kind="attention">{t('importing.swapped')}</Status>
            )}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => void correct({ swapNames: !sheet.swapNames })}>
            {t(sheet.swapNames ? 'importing.swapBack' : 'importing.swap')}
          </Button>
        </div>
      ) : null}
      {sheet.columns.some(({ because }) => because === 'remembered') ? (
        <div className={styles['facts']}>
          <span>{t('importing.remembered')}</span>
          <Button size="compact-sm" variant="default" onClick={() => void correct({ forget: true })}>
            {t('importing.forget')}
          </Button>
        </div>
      ) : null}
      <div className={styles['scroll']} hidden={isEmpty}>
        <Table stickyHeader verticalSpacing={4} {...columns.table}>
          <Table.Thead>
            <Table.Tr ref={columns.row}>
              <ColumnHeads
                of={columns}
                cell={Table.Th}
                names={[t('importing.column'), t('importing.samples'), t('importing.becomes'), t('importing.why')]}
              />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sheet.columns.map((column) => (
              <ColumnRow
                key={column.index}
                column={column}
                swapNames={sheet.swapNames}
                onChoose={(target) => void correct({ targets: [{ index: column.index, target }] })}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <div className={styles['facts']}>
        <Button onClick={onCheck} disabled={isEmpty || sheet.dateOrder === null}>
          {t('importing.checkRows')}
        </Button>
      </div>
    </section>
  );
}
