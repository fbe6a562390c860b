import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailureCode } from '../../shared/failure.ts';
import type { Value } from '../../shared/operations/table.ts';
import type { TaskView } from '../../shared/operations/tasks.ts';
import type { Task } from '../../shared/phi/task.ts';
import { ask } from '../workspace/ask.ts';
import { useTaskRound } from './changed.ts';

interface Known {
  readonly of: TaskView;
  readonly tasks: readonly Task[];
  readonly next: Value<'task.list'>['next'];
  readonly failure: { readonly code: FailureCode; readonly seconds: number | null } | null;
}

export interface Tasks {
  /** Null before the first answer. While the view is read anew, what was known stays. */
  readonly tasks: readonly Task[] | null;
  readonly failure: Known['failure'];
  /** Null where everything is shown. */
  readonly further: (() => void) | null;
}

/** The tasks of a view, page after page on demand; read anew after each change made here, as far as it was shown. */
export function useTasks(view: TaskView): Tasks {
  const round = useTaskRound((state) => state.round);
  const [known, setKnown] = useState<Known | null>(null);
  const newest = useRef(0);
  const shown = useRef(0);
  shown.current = known?.of === view ? known.tasks.length : 0;

  const read = useCallback(
    async (least: number, from: Pick<Known, 'tasks' | 'next'> | null): Promise<void> => {
      newest.current += 1;
      const mine = newest.current;
      const tasks = [...(from?.tasks ?? [])];
      let after = from?.next ?? null;
      do {
        const answer: Awaited<ReturnType<typeof ask<'task.list'>>> = await ask('task.list', { view, after });
        if (mine !== newest.current) return;
        if (!answer.ok)
          return setKnown({ of: view, tasks: [], next: null, failure: { code: answer.code, seconds: answer.seconds ?? null } });
        tasks.push(...answer.value.tasks);
        after = answer.value.next;
      } while (after !== null && tasks.length < least);
      setKnown({ of: view, tasks, next: after, failure: null });
    },
    [view],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    void read(shown.current, null);
    return () => {
      newest.current += 1;
    };
  }, [read, round]);
  const mine = known?.of === view ? known : null;
  return {
    tasks: mine?.tasks ?? null,
    failure: mine?.failure ?? null,
    further: mine === null || mine.next === null ? null : () => void read(mine.tasks.length + 1, mine),
  };
}
