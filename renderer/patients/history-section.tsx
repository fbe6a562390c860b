import { Button, Table } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChange } from '../../shared/phi/patient.ts';
import { dayAndTime } from '../ui/clock.ts';
import { ColumnHeads } from '../ui/columns/column-heads.tsx';
import { useColumns } from '../ui/columns/use-columns.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './chart.module.css';
import { fieldName, valueWords } from './field-words.ts';

/** Who changed what, when, from what to what; newest first, a page at a time. */
export function HistorySection({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation();
  const columns = useColumns('chart-history', 5);
  const [before, setBefore] = useState<number | null>(null);
  const [earlier, setEarlier] = useState<readonly PatientChange[]>([]);
  const { value, failure, loading, slow } = useAnswer('patient.history', {
    patientId,
    ...(before === null ? {} : { beforeVersion: before }),
  });
  const [shown, setShown] = useState<readonly PatientChange[]>([]);
  useEffect(() => {
    if (value !== null && !loading) setShown([...earlier, ...value.changes]);
  }, [value, loading, earlier]);

  if (failure !== null) return <FailureNotice failure={failure} />;
  if (shown.length === 0) return <Waiting slow={slow} />;
  const last = shown.at(-1);
  const words = (change: PatientChange, side: string | null) =>
    side === null ? <span className={styles['dim']}>{t('chart.empty')}</span> : valueWords(t, change.field, side);
  return (
    <>
      <Table className={styles['table']} {...columns.table} stickyHeader={false}>
        <Table.Thead>
          <Table.Tr ref={columns.row}>
            <ColumnHeads
              of={columns}
              cell={Table.Th}
              names={[t('chart.when'), t('chart.who'), t('chart.field'), t('chart.from'), t('chart.to')]}
            />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((change) => (
            <Table.Tr key={`${change.version} ${change.field}`}>
              <Table.Td className={styles['when']}>{dayAndTime(change.at)}</Table.Td>
              <Table.Td>
                {change.by}
                <span className={styles['place']}>{change.workstation}</span>
              </Table.Td>
              <Table.Th scope="row">{fieldName(t, change.field)}</Table.Th>
              <Table.Td className={styles['value']}>{change.field === 'registered' ? '' : words(change, change.from)}</Table.Td>
              <Table.Td className={styles['value']}>{change.field === 'registered' ? '' : words(change, change.to)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {value?.more === true && last !== undefined ? (
        <Button
          variant="default"
          onClick={() => {
            setEarlier(shown);
            setBefore(last.version);
          }}
        >
          {t('chart.moreHistory')}
        </Button>
      ) : null}
    </>
  );
}
