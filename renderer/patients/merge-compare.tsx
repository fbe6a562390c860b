import { Button, Table } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import { useKeptForm } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { groupsFor } from './field-groups.ts';
import { fieldName, valueWords } from './field-words.ts';
import styles from './merge.module.css';
import { MergeConfirm } from './merge-confirm.tsx';
import { firstChoice, type MergeRow, mergeRows } from './merge-rows.ts';

interface Props {
  readonly stays: PatientChart;
  readonly goes: PatientChart;
  readonly onSwap: () => void;
  /** One of the charts was changed since it was read. */
  readonly onStale: () => void;
}

/** The choices made for two charts; they hold as long as neither chart has changed. */
const mergeForm = z.strictObject({ versions: z.string().max(120), taken: z.array(z.string().max(60)).max(200) });
export const versionsOf = (stays: PatientChart, goes: PatientChart): string => `${stays.patientId} ${stays.version} ${goes.version}`;

/** Two charts side by side; for each field on which they differ the person chooses what the one chart shall say. */
export function MergeCompare({ stays, goes, onSwap, onStale }: Props) {
  const { t } = useTranslation();
  const { status } = useSession();
  const rows = useMemo(() => {
    const fields = groupsFor(status.role).flatMap((group) => group.fields);
    return mergeRows(stays, goes, fields);
  }, [stays, goes, status.role]);
  const [begun, begin] = useKeptForm('merge', mergeForm);
  const versions = versionsOf(stays, goes);
  const taken = useMemo(() => (begun?.versions === versions ? new Set(begun.taken) : firstChoice(rows)), [begun, versions, rows]);
  const [asking, setAsking] = useState(false);
  const take = (field: string, fromGoes: boolean) => {
    const next = new Set(taken);
    if (fromGoes) next.add(field);
    else next.delete(field);
    begin({ versions, taken: [...next] });
  };
  return (
    <>
      <p>{t('merging.help')}</p>
      <Table className={styles['table']}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('chart.field')}</Table.Th>
            <Table.Th scope="col">
              {t('merging.stays')}
              <ChartName chart={stays} />
            </Table.Th>
            <Table.Th scope="col">
              {t('merging.goes')}
              <ChartName chart={goes} />
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.field} row={row} fromGoes={taken.has(row.field)} onTake={(fromGoes) => take(row.field, fromGoes)} />
          ))}
          {rows.length === 0 ? (
            <Table.Tr>
              <Table.Td colSpan={3}>{t('merging.allSame')}</Table.Td>
            </Table.Tr>
          ) : null}
        </Table.Tbody>
      </Table>
      <div className={styles['actions']}>
        <Button onClick={() => setAsking(true)}>{t('merging.merge')}</Button>
        <Button variant="default" onClick={onSwap}>
          {t('merging.swap')}
        </Button>
      </div>
      {asking ? (
        <MergeConfirm
          stays={stays}
          goes={goes}
          takeFromMerged={[...taken]}
          onClose={() => setAsking(false)}
          onStale={onStale}
          onMerged={() => {
            begin(null);
            useUi.getState().openPatient(stays.patientId);
          }}
        />
      ) : null}
    </>
  );
}

function ChartName({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { birthDate } = chart.details;
  return (
    <span className={styles['who']}>
      {sayName(chart.details)}
      <span>{birthDate === undefined ? t('patients.bornUnknown') : t('patients.born', { date: sayBirth(birthDate, language()) })}</span>
      <span>{t('patients.mrn', { mrn: chart.mrn })}</span>
    </span>
  );
}

interface RowProps {
  readonly row: MergeRow;
  readonly fromGoes: boolean;
  readonly onTake: (fromGoes: boolean) => void;
}

function Row({ row, fromGoes, onTake }: RowProps) {
  const { t } = useTranslation();
  const words = (value: string | null) => {
    if (value === null) return <span className={styles['dim']}>{t('chart.empty')}</span>;
    return row.field === 'ssn' ? t('chart.ssnEnding', { digits: value }) : valueWords(t, row.field, value);
  };
  const name = fieldName(t, row.field);
  const cell = (value: string | null, ofGoes: boolean) =>
    row.joined ? (
      <span className={styles['value']}>{words(value)}</span>
    ) : (
      <label className={styles['choice']}>
        <input type="radio" name={`merge-${row.field}`} checked={fromGoes === ofGoes} onChange={() => onTake(ofGoes)} />
        <span className={styles['value']}>{words(value)}</span>
      </label>
    );
  return (
    <Table.Tr data-differs={row.differs}>
      <Table.Th scope="row">
        {name}
        {row.differs ? <span className={styles['differs']}>{t('merging.differs')}</span> : null}
        {row.joined ? <span className={styles['dim']}>{t('merging.joined')}</span> : null}
      </Table.Th>
      <Table.Td>{cell(row.stays, false)}</Table.Td>
      <Table.Td>{cell(row.goes, true)}</Table.Td>
    </Table.Tr>
  );
}
