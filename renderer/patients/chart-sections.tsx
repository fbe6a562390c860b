import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Permission, seesList } from '../../shared/permissions.ts';
import type { ChartListName, PatientChart } from '../../shared/phi/patient.ts';
import { useSession } from '../workspace/session.tsx';
import { AccessSection } from './access-section.tsx';
import styles from './chart.module.css';
import { ContactsSection } from './contacts-section.tsx';
import { CoverageSection } from './coverage-section.tsx';
import { Demographics } from './demographics.tsx';
import { type Section, useDesk } from './desk.ts';
import { HistorySection } from './history-section.tsx';
import { LookersSection } from './lookers-section.tsx';
import { TasksSection } from './tasks-section.tsx';

interface Part {
  readonly id: Section;
  readonly permission: Permission | null;
  /** Shown where the role sees one of these. */
  readonly lists?: readonly ChartListName[];
  readonly show: (chart: PatientChart) => ReactNode;
}

const PARTS: readonly Part[] = [
  { id: 'demographics', permission: null, show: (chart) => <Demographics chart={chart} /> },
  { id: 'coverage', permission: null, lists: ['coverages'], show: (chart) => <CoverageSection chart={chart} /> },
  { id: 'contacts', permission: null, lists: ['emergencyContacts', 'consents'], show: (chart) => <ContactsSection chart={chart} /> },
  { id: 'tasks', permission: 'task.read', show: (chart) => <TasksSection chart={chart} /> },
  { id: 'history', permission: 'patient.history', show: (chart) => <HistorySection key={chart.version} patientId={chart.patientId} /> },
  { id: 'lookers', permission: 'patient.lookers', show: (chart) => <LookersSection patientId={chart.patientId} /> },
  { id: 'access', permission: 'patient.assign', show: (chart) => <AccessSection chart={chart} /> },
];

const isSection = (id: string | null): id is Section => PARTS.some((part) => part.id === id);

/** The chart by parts, one at a time. Only the open part is asked for, since each asking is recorded. */
export function ChartSections({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const { status, may } = useSession();
  const wanted = useDesk((state) => state.section);
  const parts = PARTS.filter(
    ({ permission, lists }) =>
      (permission === null || may(permission)) && (lists === undefined || lists.some((list) => seesList(status.role, list))),
  );
  const open = parts.find(({ id }) => id === wanted) ?? parts[0];
  if (open === undefined) return null;
  return (
    <Tabs value={open.id} onChange={(id) => isSection(id) && useDesk.getState().turnTo(id)} keepMounted={false} className={styles['tabs']}>
      <Tabs.List aria-label={t('chart.sections')}>
        {parts.map(({ id }) => (
          <Tabs.Tab key={id} value={id}>
            {t(`chart.${id}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={open.id} className={styles['panel']}>
        {open.show(chart)}
      </Tabs.Panel>
    </Tabs>
  );
}
