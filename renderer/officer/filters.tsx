import { Button, Checkbox, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditAction } from '../../shared/audit-actions.ts';
import { language } from '../i18n/i18n.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { DateField } from '../ui/date-field.tsx';
import { sayName } from '../ui/name.ts';
import { useKept } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './office.module.css';
import { actionChoices } from './say-entry.ts';
import type { LogFilter } from './use-log.ts';

/** What the filters say, as the fields hold it: days as typed. */
export const chosenFilters = z.strictObject({
  userId: z.string().nullable(),
  patientId: z.string().nullable(),
  action: z.string().nullable(),
  outcome: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  /** Every pause in typing keeps a draft, and each keeping is an entry: left out of the list unless they are asked for. */
  withDrafts: z.boolean(),
});
export type Chosen = Readonly<z.infer<typeof chosenFilters>>;
export const NO_FILTER: Chosen = { userId: null, patientId: null, action: null, outcome: null, from: '', to: '', withDrafts: false };

const DRAFTS: readonly AuditAction[] = ['draft.keep', 'draft.read', 'draft.discard'];

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** The first instant of a day on this workstation's clock, or of the day after it. No entry is older than the epoch, which instants begin with. */
const dayStart = (day: string, later = 0): number | undefined => {
  const found = DAY.exec(day);
  return found === null ? undefined : new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + later).getTime();
};

export const filterOf = ({ userId, patientId, action, outcome, from, to, withDrafts }: Chosen): LogFilter => {
  const [start, after] = [dayStart(from), dayStart(to, 1)];
  const known = AUDIT_ACTIONS.find((one) => one === action);
  const how = AUDIT_OUTCOMES.find((one) => one === outcome);
  return {
    ...(userId === null ? {} : { userId }),
    ...(patientId === null ? {} : { patientId }),
    ...(known === undefined ? {} : { action: known }),
    ...(withDrafts || (known !== undefined && DRAFTS.includes(known)) ? {} : { without: [...DRAFTS] }),
    ...(how === undefined ? {} : { outcome: how }),
    ...(start === undefined ? {} : { from: Math.max(0, start) }),
    ...(after === undefined ? {} : { to: Math.max(0, after - 1) }),
  };
};

const pickedPatient = z.strictObject({ value: z.string(), label: z.string() }).nullable();

interface FiltersProps {
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

/** By person, patient, action, outcome and day. */
export function Filters({ chosen, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const { may } = useSession();
  const staff = useAnswer('staff.list', {});
  const actions = useMemo(actionChoices, []);
  const set = (change: Partial<Chosen>) => onChange({ ...chosen, ...change });
  const people = (staff.value?.members ?? []).map(({ userId, name }) => ({ value: userId, label: name }));
  const outcomes = AUDIT_OUTCOMES.map((value) => ({ value, label: t(`office.outcomes.${value}`) }));
  return (
    <form className={styles['filters']} aria-label={t('office.filters')} onSubmit={(event) => event.preventDefault()}>
      <Select
        label={t('office.person')}
        placeholder={t('office.everyone')}
        data={people}
        value={chosen.userId}
        onChange={(userId) => set({ userId })}
        searchable
        clearable
      />
      {may('audit.name-patients') ? <PatientFilter value={chosen.patientId} onChange={(patientId) => set({ patientId })} /> : null}
      <Select
        label={t('office.action')}
        placeholder={t('office.anyAction')}
        data={actions}
        value={chosen.action}
        onChange={(action) => set({ action })}
        searchable
        clearable
      />
      <Select
        label={t('office.outcome')}
        placeholder={t('office.anyOutcome')}
        data={outcomes}
        value={chosen.outcome}
        onChange={(outcome) => set({ outcome })}
        clearable
      />
      <DateField label={t('office.from')} kind="any" help={null} value={chosen.from} onChange={(from) => set({ from })} />
      <DateField label={t('office.to')} kind="any" help={null} value={chosen.to} onChange={(to) => set({ to })} />
      <Button
        variant="default"
        className={styles['clear']}
        disabled={Object.values(chosen).every((one) => one === null || one === '' || one === false)}
        onClick={() => onChange(NO_FILTER)}
      >
        {t('office.clear')}
      </Button>
      <Checkbox
        className={styles['drafts']}
        label={t('office.withDrafts')}
        description={chosen.withDrafts ? null : t('office.draftsLeftOut')}
        checked={chosen.withDrafts}
        onChange={(event) => set({ withDrafts: event.currentTarget.checked })}
      />
    </form>
  );
}

/** The patient of the filter, found by the same search as anywhere: which is an entry, as it should be. */
function PatientFilter({ value, onChange }: { readonly value: string | null; readonly onChange: (patientId: string | null) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useKept('office.patient', pickedPatient, null);
  const [rested] = useDebouncedValue(typed.trim(), 200);
  const asks = rested.length >= 2 && rested !== picked?.label;
  const found = useAnswer('patient.search', asks ? { query: rested, limit: 8 } : null);
  const hits = (found.value?.hits ?? []).map((hit) => ({
    value: hit.patientId,
    label: hit.birthDate === undefined ? sayName(hit) : `${sayName(hit)}, ${sayBirth(hit.birthDate, language())}`,
  }));
  const data = picked === null || hits.some((hit) => hit.value === picked.value) ? hits : [picked, ...hits];
  return (
    <Select
      label={t('office.patient')}
      placeholder={t('office.anyPatient')}
      data={data}
      value={value}
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(patientId) => {
        setPicked(data.find((hit) => hit.value === patientId) ?? null);
        onChange(patientId);
      }}
      nothingFoundMessage={asks && !found.loading ? t('shell.nobody') : undefined}
      searchable
      clearable
    />
  );
}
