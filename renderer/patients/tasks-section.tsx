import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { PatientChart } from '../../shared/phi/patient.ts';
import type { Task } from '../../shared/phi/task.ts';
import { language } from '../i18n/i18n.ts';
import { useTaskRound } from '../inbox/changed.ts';
import { sayDue, sayOverdue } from '../inbox/due.ts';
import { sayOwner } from '../inbox/owner.ts';
import { useToday } from '../inbox/use-today.ts';
import { ColumnHeads } from '../ui/columns/column-heads.tsx';
import { useColumns } from '../ui/columns/use-columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status } from '../ui/status.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useKept } from '../workspace/kept.ts';
import { useUi } from '../workspace/ui-state.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './chart.module.css';

const view = z.string();
const choice = z.uuid().nullable();

/** What is still to be done about this patient, as far as this person has a part in it; the inbox is where it is done. */
export function TasksSection({ chart }: { readonly chart: PatientChart }) {
  // read anew after each change made in this page
  const round = useTaskRound((state) => state.round);
  return <Tasks key={round} chart={chart} />;
}

function Tasks({ chart }: { readonly chart: PatientChart }) {
  const { t } = useTranslation();
  const columns = useColumns('chart-tasks', 3);
  const today = useToday();
  const { value, failure, slow, again } = useAnswer('task.of-patient', { patientId: chart.patientId, after: null });
  const [, setView] = useKept('inbox.view', view, 'open');
  const [, choose] = useKept<string | null>('inbox.chosen', choice, null);
  const show = (task: Task): void => {
    setView('open');
    choose(task.taskId);
    useUi.getState().go('inbox');
  };
  if (failure !== null) return <FailureNotice failure={failure} again={again} />;
  if (value === null || today === null) return <Waiting slow={slow} />;
  if (value.tasks.length === 0) return <EmptyState title={t('desk.tasks.none')} sentence={t('desk.tasks.noneHint')} />;
  return (
    <>
      <Table className={styles['table']} {...columns.table}>
        <Table.Thead>
          <Table.Tr ref={columns.row}>
            <ColumnHeads of={columns} cell={Table.Th} names={[t('inbox.text'), t('inbox.whose'), t('inbox.due')]} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {value.tasks.map((task) => {
            const late = sayOverdue(t, task, today, language());
            return (
              <Table.Tr key={task.taskId}>
                <Table.Th scope="row">
                  <button type="button" className={styles['task']} onClick={() => show(task)}>
                    {task.caller === undefined ? task.taskText : `${task.caller}: ${task.taskText}`}
                  </button>
                </Table.Th>
                <Table.Td>{sayOwner(t, task)}</Table.Td>
                <Table.Td>
                  {late !== null ? (
                    <Status kind="alert">{late}</Status>
                  ) : task.due === null ? (
                    t('inbox.noDue')
                  ) : (
                    sayDue(t, task.due, today, language())
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {value.next === null ? null : <p className={styles['dim']}>{t('desk.tasks.more')}</p>}
    </>
  );
}
