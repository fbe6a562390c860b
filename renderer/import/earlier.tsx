import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportProgress } from '../../shared/operations/import.ts';
import { count, dayAndTime } from '../ui/clock.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './import.module.css';

const OVER: ReadonlySet<ImportProgress['state']> = new Set(['done', 'cancelled', 'undone', 'failed']);

/** What was imported before, and what was left in the middle: what is not over can be taken up where it stands. */
export function Earlier({ onResume }: { readonly onResume: (progress: ImportProgress) => void }) {
  const { t } = useTranslation();
  const { value, failure, slow, again } = useAnswer('import.batches', {});
  if (failure !== null) return <FailureNotice failure={failure} again={again} />;
  if (value === null) return <Waiting slow={slow} lines={2} />;
  const act = ({ state }: ImportProgress): string => (OVER.has(state) ? t('importing.look') : t('importing.resume'));
  return (
    <section aria-labelledby="earlier-imports">
      <h2 id="earlier-imports">{t('importing.earlier')}</h2>
      {value.batches.length === 0 ? (
        <p className={styles['dim']}>{t('importing.noEarlier')}</p>
      ) : (
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {value.batches.map(({ batchId, fileName, startedAt, by, progress }) => (
              <Table.Tr key={batchId}>
                <Table.Th scope="row">{fileName}</Table.Th>
                <Table.Td className="tabular">{dayAndTime(startedAt)}</Table.Td>
                <Table.Td>{by}</Table.Td>
                <Table.Td>{t(`importing.state.${progress.state}`)}</Table.Td>
                <Table.Td>
                  {t('importing.counts', {
                    created: count(progress.created),
                    updated: count(progress.updated),
                    duplicates: count(progress.duplicates),
                    rejected: count(progress.rejected),
                  })}
                </Table.Td>
                <Table.Td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${act(progress)}: ${fileName}`}
                    onClick={() => onResume(progress)}
                  >
                    {act(progress)}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
