import { useEffect, useState } from 'react';
import type { Value } from '../../shared/operations/table.ts';
import type { TimeBlock } from '../../shared/phi/time-block.ts';
import { ask } from '../workspace/ask.ts';
import type { Range } from './view-range.ts';

/** The times in which providers see nobody, as far as they touch these days. Where they can't be read there are none: the visits are shown all the same, and booking asks the vault. */
export function useBlocks({ from, to }: Range): { readonly blocks: readonly TimeBlock[]; readonly again: () => void } {
  const [known, setKnown] = useState<{ readonly of: string; readonly blocks: readonly TimeBlock[] }>({ of: '', blocks: [] });
  const [round, setRound] = useState(0);
  const key = `${from} ${to}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    let left = false;
    const read = async (): Promise<void> => {
      const blocks: TimeBlock[] = [];
      let after: Value<'schedule.blocks'>['next'] = null;
      do {
        const answer: Awaited<ReturnType<typeof ask<'schedule.blocks'>>> = await ask('schedule.blocks', { from, to, after });
        if (left) return;
        if (!answer.ok) break;
        blocks.push(...answer.value.blocks);
        after = answer.value.next;
      } while (after !== null);
      setKnown({ of: key, blocks });
    };
    void read();
    return () => {
      left = true;
    };
  }, [key, round]);
  return { blocks: known.of === key ? known.blocks : [], again: () => setRound((before) => before + 1) };
}
