import { Button, NativeSelect, Radio, Table } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import { TARGETS } from '../../shared/intake/targets.ts';
import type { ImportSheet } from '../../shared/operations/import.ts';
import type { Asked } from '../../shared/operations/table.ts';
import { count } from '../ui/clock.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status } from '../ui/status.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from '../workspace/ask.ts';
import styles from './import.module.css';
import { targetWord } from './target-word.ts';

type Correction = Omit<Asked<'import.map'>, 'batchId'>;
const ORDERS = ['mdy', 'dmy', 'ymd'] as const;

/** What each column becomes, as proposed and as a person corrects it; the questions only a person can answer. */
export function Columns({ batchId, onCheck }: { readonly batchId: string; readonly onCheck: () => void }) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<ImportSheet | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  useEffect(() => {
    void ask('import.sheet', { batchId }).then((answer) => (answer.ok ? setSheet(answer.value) : setFailure(answer.code)));
  }, [batchId]);
  const correct = async (correction: Correction): Promise<void> => {
    const answer = await ask('import.map', { batchId, ...correction });
    if (answer.ok) setSheet(answer.value);
    else setFailure(answer.code);
  };

  if (failure !== null) return <FailureNotice failure={{ code: failure }} />;
  if (sheet === null) return <Waiting slow />;
  const choices = TARGETS.map((target) => ({ value: target, label: targetWord(t, target) }));
  return (
    <section className={styles['columns']}>
      <div className={styles['facts']}>
        {sheet.sheets.length > 1 ? (
          <NativeSelect
            label={t('importing.sheet')}
            value={sheet.sheet}
            data={[...sheet.sheets]}
            onChange={(event) => void correct({ sheet: event.currentTarget.value })}
          />
        ) : null}
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
      {sheet.namesLookSwapped ? (
        <div className={styles['facts']}>
          <Status kind="attention">{t('importing.swapped')}</Status>
          <Button size="compact-sm" variant="default" onClick={() => void correct({ swapNames: true })}>
            {t('importing.swap')}
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
      <div className={styles['scroll']}>
        <Table stickyHeader verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('importing.column')}</Table.Th>
              <Table.Th scope="col">{t('importing.samples')}</Table.Th>
              <Table.Th scope="col">{t('importing.becomes')}</Table.Th>
              <Table.Th scope="col">{t('importing.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sheet.columns.map((column) => (
              <Table.Tr key={column.index}>
                <Table.Th scope="row">{column.header}</Table.Th>
                <Table.Td className={styles['samples']}>
                  {column.hidden ? t('importing.hiddenColumn') : column.samples.join(' · ')}
                </Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={`${t('importing.becomes')}: ${column.header}`}
                    value={column.target ?? 'ignore'}
                    data={choices}
                    onChange={(event) =>
                      void correct({
                        targets: [
                          { index: column.index, target: event.currentTarget.value === 'ignore' ? null : event.currentTarget.value },
                        ],
                      })
                    }
                  />
                </Table.Td>
                <Table.Td className={styles['dim']}>{t(`importing.because.${column.because}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <div className={styles['facts']}>
        <Button onClick={onCheck} disabled={sheet.dateOrder === null}>
          {t('importing.checkRows')}
        </Button>
      </div>
    </section>
  );
}
