import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { ImportProgress } from '../../shared/operations/import.ts';
import { ask } from '../workspace/ask.ts';

export type Duplicates = 'skip' | 'create';

/** One spreadsheet on its way in, as this page drives it: each step is asked for again until it is done, and can be left and taken up again. */
export interface Batch {
  readonly progress: ImportProgress | null;
  readonly failure: FailureCode | null;
  /** Patients that an undo left because they were edited since. */
  readonly kept: number;
  readonly follow: (progress: ImportProgress) => void;
  readonly check: () => void;
  readonly run: (duplicates: Duplicates) => void;
  readonly undo: () => void;
  readonly cancel: () => void;
  readonly leave: () => void;
}

/** How long to leave the document worker to itself when nothing has come since; what has come is fetched at once. */
const READ_AGAIN_MS = 150;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function useBatch(): Batch {
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const [kept, setKept] = useState(0);
  /** Counts what was asked for; a loop that is not the newest ends by itself. */
  const wanted = useRef(0);
  useEffect(
    () => () => {
      wanted.current += 1;
    },
    [],
  );

  const loop = useCallback(
    async (step: () => Promise<Answer<ImportProgress>>, goesOn: (state: ImportProgress['state']) => boolean, wait = 0) => {
      wanted.current += 1;
      const mine = wanted.current;
      setFailure(null);
      let before = -1;
      for (;;) {
        const answer = await step();
        if (mine !== wanted.current) return;
        if (!answer.ok) {
          setFailure(answer.code);
          return;
        }
        setProgress(answer.value);
        if (!goesOn(answer.value.state)) return;
        if (wait > 0 && answer.value.done === before) await pause(wait);
        before = answer.value.done;
      }
    },
    [],
  );

  const follow = useCallback(
    (now: ImportProgress) => {
      setProgress(now);
      setKept(0);
      const { batchId } = now;
      if (now.state === 'reading')
        void loop(
          () => ask('import.read', { batchId }),
          (state) => state === 'reading',
          READ_AGAIN_MS,
        );
    },
    [loop],
  );
  const id = progress?.batchId;
  const check = useCallback(() => {
    if (id !== undefined)
      void loop(
        () => ask('import.check', { batchId: id }),
        (state) => state === 'checking',
      );
  }, [id, loop]);
  const run = useCallback(
    (duplicates: Duplicates) => {
      if (id === undefined) return;
      const advance = async (): Promise<Answer<ImportProgress>> => {
        const answer = await ask('import.advance', { batchId: id, duplicates });
        return answer.ok ? { ok: true, value: answer.value.progress } : answer;
      };
      void loop(advance, (state) => state === 'importing');
    },
    [id, loop],
  );
  const undo = useCallback(() => {
    if (id === undefined) return;
    const back = async (): Promise<Answer<ImportProgress>> => {
      const answer = await ask('import.undo', { batchId: id });
      if (answer.ok) setKept(answer.value.kept);
      return answer.ok ? { ok: true, value: answer.value.progress } : answer;
    };
    void loop(back, (state) => state === 'undoing');
  }, [id, loop]);
  const cancel = useCallback(() => {
    if (id !== undefined)
      void loop(
        () => ask('import.cancel', { batchId: id }),
        () => false,
      );
  }, [id, loop]);
  const leave = useCallback(() => {
    wanted.current += 1;
    setProgress(null);
    setFailure(null);
  }, []);

  return { progress, failure, kept, follow, check, run, undo, cancel, leave };
}
