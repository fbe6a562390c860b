import { Button, Radio, SegmentedControl, Table } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../shared/failure.ts';
import { ROW_REASONS } from '../../shared/intake/reasons.ts';
import type { ImportProgress, ImportRowVerdict } from '../../shared/operations/import.ts';
import { language } from '../i18n/i18n.ts';
import { sayDate } from '../ui/civil-date.ts';
import { count } from '../ui/clock.ts';
import { ColumnHeads } from '../ui/columns/column-heads.tsx';
import { useColumns } from '../ui/columns/use-columns.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { ask } from '../workspace/ask.ts';
import styles from './import.module.css';
import type { Duplicates } from './use-batch.ts';

const KINDS = ['new', 'update', 'duplicate', 'rejected'] as const;
type Kind = (typeof KINDS)[number];

const isReason = (code: string): code is keyof typeof ROW_REASONS => Object.hasOwn(ROW_REASONS, code);
const reasonWords = (row: ImportRowVerdict): string =>
  row.reasons
    .map(({ code, column }) => {
      const words = isReason(code) ? ROW_REASONS[code][language()] : code;
      return column === null ? words : `${column}: ${words}`;
    })
    .join(' ');

/** The dry run: how many rows of each kind, and for each row what would happen and why. Nothing is saved yet. */
export function Verdicts({
  progress,
  onBack,
  onRun,
}: {
  readonly progress: ImportProgress;
  /** To the columns, to correct them; what the check said is void then. */
  readonly onBack: () => void;
  readonly onRun: (duplicates: Duplicates) => void;
}) {
  const { t } = useTranslation();
  const columns = useColumns('import-rows', 4);
  const { batchId } = progress;
  const counts: Record<Kind, number> = {
    new: progress.created,
    update: progress.updated,
    duplicate: progress.duplicates,
    rejected: progress.rejected,
  };
  const [kind, setKind] = useState<Kind>(() => KINDS.toReversed().find((one) => counts[one] > 0) ?? 'new');
  const [duplicates, setDuplicates] = useState<Duplicates>('skip');
  const [rows, setRows] = useState<readonly ImportRowVerdict[]>([]);
  const [more, setMore] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);

  const load = useCallback(
    async (afterRow: number) => {
      const answer = await ask('import.verdicts', { batchId, verdict: kind, afterRow });
      if (!answer.ok) {
        setFailure(answer.code);
        return;
      }
      setRows((before) => (afterRow === 0 ? answer.value.rows : [...before, ...answer.value.rows]));
      setMore(answer.value.more);
    },
    [batchId, kind],
  );
  useEffect(() => void load(0), [load]);

  const patients = progress.created + progress.updated + (duplicates === 'create' ? progress.duplicates : 0);
  return (
    <section className={styles['columns']}>
      <SegmentedControl
        aria-label={t('importing.whatHappens')}
        value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'new')}
        data={KINDS.map((one) => ({ value: one, label: `${t(`importing.verdict.${one}`)} ${count(counts[one])}` }))}
      />
      {failure === null ? null : <FailureNotice failure={{ code: failure }} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles['scroll']} tabIndex={0} aria-label={t(`importing.verdict.${kind}`)}>
        {rows.length === 0 ? (
          <p className={styles['dim']}>{t('importing.nothingOfKind')}</p>
        ) : (
          <Table stickyHeader verticalSpacing={4} {...columns.table}>
            <Table.Thead>
              <Table.Tr ref={columns.row}>
                <ColumnHeads
                  of={columns}
                  cell={Table.Th}
                  names={[t('importing.row'), t('importing.name'), t('importing.birthDate'), t('importing.why')]}
                />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.row}>
                  <Table.Td className="tabular">{count(row.row)}</Table.Td>
                  <Table.Td>{row.name}</Table.Td>
                  <Table.Td>{row.birthDate === null ? '' : sayDate(row.birthDate, language())}</Table.Td>
                  <Table.Td>{reasonWords(row)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {more ? (
          <Button size="compact-sm" variant="default" onClick={() => void load(rows.at(-1)?.row ?? 0)}>
            {t('importing.moreRows')}
          </Button>
        ) : null}
      </section>
      {progress.duplicates === 0 ? null : (
        <Radio.Group
          label={t('importing.duplicates')}
          value={duplicates}
          onChange={(value) => setDuplicates(value === 'create' ? 'create' : 'skip')}
        >
          <div className={styles['orders']}>
            <Radio value="skip" label={t('importing.duplicatesSkip')} />
            <Radio value="create" label={t('importing.duplicatesCreate')} />
          </div>
        </Radio.Group>
      )}
      <div className={styles['facts']}>
        <Button disabled={patients === 0} onClick={() => onRun(duplicates)}>
          {t('importing.start', { count: patients, formatted: count(patients) })}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('importing.back')}
        </Button>
      </div>
    </section>
  );
}
