import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Value } from '../../shared/operations/table.ts';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { useTaskRound } from './changed.ts';
import styles from './inbox.module.css';

/** How many open tasks are one's own, beside the word in the rail; asked anew with the session's status and after each change made here. */
export function RailCount({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { status } = useSession();
  const round = useTaskRound((state) => state.round);
  const [count, setCount] = useState<Value<'task.count'> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with each status and each change
  useEffect(() => {
    let wanted = true;
    void ask('task.count', {}).then((answer) => wanted && answer.ok && setCount(answer.value));
    return () => {
      wanted = false;
    };
  }, [status, round]);
  if (count === null || count.mine === 0) return null;
  const overdue = count.overdue === 0 ? '' : `, ${t('inbox.railOverdue', { count: count.overdue })}`;
  return (
    <>
      <span className={styles['railCount']} aria-hidden>
        {count.mine > 99 ? '99+' : count.mine}
      </span>
      <span id={id} hidden>
        {t('inbox.rail', { count: count.mine })}
        {overdue}
      </span>
    </>
  );
}
