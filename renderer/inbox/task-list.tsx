import { IconChecklist, IconPhone } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../shared/phi/task.ts';
import { useCommand } from '../commands/handlers.ts';
import { useListKeys } from '../commands/list-keys.ts';
import { language } from '../i18n/i18n.ts';
import { shortInstant } from '../ui/clock.ts';
import { Status } from '../ui/status.tsx';
import { useListName } from '../workspace/use-place.ts';
import { sayDue, sayOverdue } from './due.ts';
import styles from './inbox.module.css';
import { sayOwner } from './owner.ts';

export const TASK_LIST = 'task-list';

interface TaskListProps {
  readonly tasks: readonly Task[];
  readonly today: string;
  /** Whose each one is; where all are one's own it goes without saying. */
  readonly withOwner: boolean;
  readonly chosen: string | null;
  readonly choose: (taskId: string) => void;
  /** What the keys do to the chosen task. */
  readonly acts: { readonly [A in 'done' | 'assign' | 'reopen' | 'chart' | 'say']: () => void };
}

/** Tasks, one a line. The arrow keys, J and K go from line to line, `/` to the search; D, A, U, O and C act on the chosen one, as long as the list has the focus. */
export function TaskList({ tasks, today, withOwner, chosen, choose, acts }: TaskListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const at = tasks.findIndex(({ taskId }) => taskId === chosen);
  const go = (to: number) => {
    const next = tasks[Math.min(tasks.length - 1, Math.max(0, to))];
    if (next !== undefined) choose(next.taskId);
  };
  useListKeys(list, { step: (by) => go(at + by) });
  useCommand('task.done', acts.done, { within: list });
  useCommand('task.assign', acts.assign, { within: list });
  useCommand('task.reopen', acts.reopen, { within: list });
  useCommand('task.chart', acts.chart, { within: list });
  useCommand('task.say', acts.say, { within: list });
  useEffect(() => {
    if (chosen !== null) document.getElementById(`task-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    Home: () => go(0),
    End: () => go(tasks.length - 1),
    Enter: acts.say,
  };
  return (
    <div
      ref={list}
      id={TASK_LIST}
      className={styles['list']}
      role="listbox"
      aria-label={t('inbox.list')}
      aria-activedescendant={chosen === null ? undefined : `task-${chosen}`}
      tabIndex={0}
      onKeyDown={(event) => {
        const act = keys[event.key];
        if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        act();
      }}
    >
      {tasks.map((task) => (
        <TaskLine key={task.taskId} task={task} today={today} withOwner={withOwner} chosen={task.taskId === chosen} choose={choose} />
      ))}
    </div>
  );
}

interface TaskLineProps {
  readonly task: Task;
  readonly today: string;
  readonly withOwner: boolean;
  readonly chosen: boolean;
  readonly choose: (taskId: string) => void;
}

function TaskLine({ task, today, withOwner, chosen, choose }: TaskLineProps) {
  const { t } = useTranslation();
  const say = useListName();
  const Icon = task.kind === 'message' ? IconPhone : IconChecklist;
  const overdue = sayOverdue(t, task, today, language());
  const whom = task.patient === null ? (task.caller ?? '') : say(task.patient);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names its active line
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
    <div id={`task-${task.taskId}`} role="option" aria-selected={chosen} className={styles['line']} onClick={() => choose(task.taskId)}>
      <Icon size={16} stroke={1.8} aria-label={t(task.kind === 'message' ? 'inbox.message' : 'inbox.task')} />
      <span className={styles['whom']}>{whom}</span>
      <span className={styles['words']}>{task.taskText ?? <em>{t('inbox.restrictedTask')}</em>}</span>
      <span className={styles['dim']}>{withOwner ? sayOwner(t, task) : ''}</span>
      <span className={styles['when']}>
        {overdue !== null ? (
          <Status kind="alert">{overdue}</Status>
        ) : task.state === 'done' && task.doneAt !== null ? (
          <Status kind="good">{shortInstant(task.doneAt)}</Status>
        ) : task.due === null ? (
          ''
        ) : (
          sayDue(t, task.due, today, language())
        )}
      </span>
    </div>
  );
}
