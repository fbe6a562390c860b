import { Button, SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { TASK_VIEWS } from '../../shared/operations/tasks.ts';
import type { Task } from '../../shared/phi/task.ts';
import { giveCommand } from '../commands/handlers.ts';
import { report } from '../patients/notice.ts';
import { NoticeBar } from '../patients/notice-bar.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { sayName } from '../ui/name.ts';
import { Waiting } from '../ui/waiting.tsx';
import { useKept } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useUi } from '../workspace/ui-state.ts';
import { type Clash, doToTask, type Wanted } from './acts.ts';
import { ChangeDialog, changeOf, type TypedChange, useTypedChanges } from './change-dialog.tsx';
import { ClashDialog } from './clash-dialog.tsx';
import { HandOver } from './hand-over.tsx';
import styles from './inbox.module.css';
import { TaskDetail } from './task-detail.tsx';
import { TASK_LIST, TaskList } from './task-list.tsx';
import { inShort } from './task-words.ts';
import { useTasks } from './use-tasks.ts';
import { useToday } from './use-today.ts';

const keptView = z.enum(TASK_VIEWS);
const keptChoice = z.uuid().nullable();

/** What waits for a person and their role, and what the last shift left at this desk. */
export function InboxPlace() {
  const today = useToday();
  const { may } = useSession();
  return (
    <div className={styles['inbox']}>
      {may('hand-over') ? <HandOver /> : null}
      {today === null ? null : <Tasks today={today} />}
      <NoticeBar />
    </div>
  );
}

const lineOf = ({ taskId, version }: Task): string => `${taskId} ${version}`;

function Tasks({ today }: { readonly today: string }) {
  const { t } = useTranslation();
  const { may, preferences } = useSession();
  const [view, setView] = useKept('inbox.view', keptView, 'mine');
  const [chosenId, choose] = useKept('inbox.chosen', keptChoice, null);
  const { tasks: known, failure, further } = useTasks(view);
  // What was just done leaves at once, so that the next key meets the next line. As another version (taken back) it is another line.
  const [gone, setGone] = useState<readonly string[]>([]);
  const tasks = useMemo(() => known?.filter((task) => !gone.includes(lineOf(task))) ?? null, [known, gone]);
  const changes = useTypedChanges();
  const { change } = changes;
  const [clash, setClash] = useState<Clash | null>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const heading = useRef<HTMLDivElement>(null);
  const chosen = tasks?.find(({ taskId }) => taskId === chosenId) ?? null;
  const at = useRef(0);

  // Whoever comes with nothing in hand may begin with the keys at once.
  const arrived = useRef(false);
  useEffect(() => {
    if (tasks === null || arrived.current) return;
    arrived.current = true;
    const at = document.activeElement;
    const idle =
      at === document.body || (at instanceof HTMLInputElement && at.value === '' && at.closest('[data-region="search"]') !== null);
    if (idle) document.getElementById(TASK_LIST)?.focus();
  }, [tasks]);

  // The line that took the place of the chosen one is chosen next: triage goes on without a look for where it was.
  useEffect(() => {
    if (tasks === null) return;
    const now = tasks.findIndex(({ taskId }) => taskId === chosenId);
    if (now >= 0) at.current = now;
    else if (chosenId !== null) choose(tasks[Math.min(at.current, tasks.length - 1)]?.taskId ?? null);
  }, [tasks, chosenId, choose]);

  const act = async (task: Task, wanted: Wanted): Promise<void> => {
    const line = lineOf(task);
    if (wanted.act !== 'change') setGone((before) => [...before, line]);
    const { made, clash: theirs } = await doToTask(t, task, wanted);
    if (!made) setGone((before) => before.filter((one) => one !== line));
    setClash(theirs);
  };
  const acts = {
    done: () => chosen?.state === 'open' && void act(chosen, { act: 'done' }),
    reopen: () => chosen !== null && chosen.state !== 'open' && void act(chosen, { act: 'reopen' }),
    assign: () => chosen?.state === 'open' && changes.begin(changeOf(chosen, inShort(t, chosen))),
    chart: () => {
      if (chosen?.patientId != null && chosen.patient !== null) useUi.getState().openPatient(chosen.patientId, sayName(chosen.patient));
    },
    say: () => comment.current?.focus(),
  };
  const save = async (typed: TypedChange, wanted: Wanted): Promise<void> => {
    const task = tasks?.find(({ taskId }) => taskId === typed.taskId);
    changes.end(typed.taskId);
    // against the version that was seen when the change was begun
    if (task !== undefined) await act({ ...task, version: typed.version, owner: typed.base.owner }, wanted);
  };
  const count = tasks?.length ?? 0;
  return (
    <>
      <header className={styles['header']} ref={heading}>
        <h1>{t('inbox.title')}</h1>
        <SegmentedControl
          aria-label={t('inbox.views')}
          data={TASK_VIEWS.map((one) => ({ value: one, label: t(`inbox.view.${one}`) }))}
          value={view}
          onChange={(next) => {
            const found = keptView.safeParse(next);
            if (found.success) setView(found.data);
          }}
        />
        <span className={styles['dim']} role="status">
          {tasks === null ? '' : further === null ? t('inbox.count', { count }) : t('inbox.countMore', { count })}
        </span>
        <div className={styles['acts']}>
          <Button variant="default" onClick={() => giveCommand('task.new')}>
            {t('inbox.newTask')}
          </Button>
          <Button onClick={() => giveCommand('message.take')}>{t('inbox.newMessage')}</Button>
        </div>
      </header>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {tasks === null ? (
        <Waiting slow={false} />
      ) : tasks.length === 0 ? (
        failure === null ? (
          <EmptyState title={t(`inbox.empty.${view}`)} sentence={t('inbox.emptySentence')} />
        ) : null
      ) : (
        <div className={styles['columns']} data-detail={chosen === null ? undefined : true}>
          <div className={styles['column']}>
            <TaskList
              tasks={tasks}
              today={today}
              withOwner={view === 'open' || view === 'done'}
              chosen={chosen?.taskId ?? null}
              choose={choose}
              acts={acts}
            />
            {further === null ? null : (
              <Button variant="default" onClick={further}>
                {t('inbox.more')}
              </Button>
            )}
            <p className={styles['dim']}>{t(preferences.singleKeys ? 'inbox.keys' : 'inbox.keysOff')}</p>
          </div>
          {chosen === null ? null : (
            <TaskDetail key={chosen.taskId} task={chosen} today={today} field={comment} acts={acts} close={() => choose(null)} />
          )}
        </div>
      )}
      {change === null || !may('task.write') ? null : (
        <ChangeDialog
          typed={change}
          set={changes.set}
          onAside={() => {
            changes.set({ ...change, open: false });
            report({ ok: true, value: null }, t('desk.tasks.kept', { what: change.title }));
          }}
          onDiscard={() => changes.end(change.taskId)}
          onSave={(typed, wanted) => void save(typed, wanted)}
        />
      )}
      {clash === null ? null : (
        <ClashDialog
          clash={clash}
          today={today}
          onLeave={() => setClash(null)}
          onGoOn={() => {
            setClash(null);
            void act(clash.theirs, clash.wanted);
          }}
        />
      )}
    </>
  );
}
