import { useCallback, useEffect, useRef, useState } from 'react';
import * as z from 'zod';
import type { Answer } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { ImportProgress } from '../../shared/operations/import.ts';
import { ask } from '../workspace/ask.ts';
import { useKept } from '../workspace/kept.ts';

export type Duplicates = 'skip' | 'create';

/** One spreadsheet on its way in, as this page drives it: each step is asked for again until it is done, and can be left and taken up again. */
export interface Batch {
  readonly progress: ImportProgress | null;
  /** True while the spreadsheet that stood here before is being asked for. */
  readonly coming: boolean;
  readonly failure: FailureCode | null;
  readonly follow: (progress: ImportProgress) => void;
  /** Asks how far the spreadsheet is and goes on from there: after a correction that sent it back to an earlier step. */
  readonly takeUp: () => void;
  readonly check: () => void;
  /** From the check back to the columns, as they were corrected. */
  readonly back: () => void;
  readonly run: (duplicates: Duplicates) => void;
  readonly undo: () => void;
  readonly cancel: () => void;
  readonly leave: () => void;
}

const BATCH_ID = z.uuid().nullable();
/** Nothing is left to go on with: whoever comes back begins with the next spreadsheet. */
const OVER: readonly ImportProgress['state'][] = ['done', 'cancelled', 'undone', 'failed'];
/** How long to leave the document worker to itself when nothing has come since; what has come is fetched at once. */
const READ_AGAIN_MS = 150;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function useBatch(): Batch {
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  /** Counts what was asked for; a loop that is not the newest ends by itself. */
  const wanted = useRef(0);
  useEffect(
    () => () => {
      wanted.current += 1;
    },
    [],
  );

  /** The spreadsheet that stands on the screen, for whoever comes back to it. */
  const [openId, setOpenId] = useKept('import:batch', BATCH_ID, null);

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
        if (OVER.includes(answer.value.state)) setOpenId(null);
        if (!goesOn(answer.value.state)) return;
        if (wait > 0 && answer.value.done === before) await pause(wait);
        before = answer.value.done;
      }
    },
    [setOpenId],
  );

  /** Asks for the step that `state` is in the middle of until it is done; nothing where a person decides what comes next. */
  const drive = useCallback(
    (batchId: string, state: ImportProgress['state'], duplicates?: Duplicates) => {
      const under = (way: ImportProgress['state']) => (now: ImportProgress['state']) => now === way;
      const inIt = async <T extends { readonly progress: ImportProgress }>(asked: Promise<Answer<T>>): Promise<Answer<ImportProgress>> => {
        const answer = await asked;
        return answer.ok ? { ok: true, value: answer.value.progress } : answer;
      };
      if (state === 'reading') void loop(() => ask('import.read', { batchId }), under(state), READ_AGAIN_MS);
      if (state === 'checking') void loop(() => ask('import.check', { batchId }), under(state));
      if (state === 'importing') void loop(() => inIt(ask('import.advance', { batchId, duplicates })), under(state));
      if (state === 'undoing') void loop(() => inIt(ask('import.undo', { batchId })), under(state));
    },
    [loop],
  );

  const follow = useCallback(
    (now: ImportProgress) => {
      setProgress(now);
      setOpenId(OVER.includes(now.state) ? null : now.batchId);
      drive(now.batchId, now.state);
    },
    [drive, setOpenId],
  );
  const [returning] = useState(openId);
  const [coming, setComing] = useState(returning !== null);
  useEffect(() => {
    if (returning === null) return;
    void ask('import.progress', { batchId: returning }).then((answer) => {
      setComing(false);
      if (wanted.current > 0) return;
      if (answer.ok) follow(answer.value);
      else setOpenId(null);
    });
  }, [returning, follow, setOpenId]);

  const id = progress?.batchId;
  const takeUp = useCallback(() => {
    if (id === undefined) return;
    void ask('import.progress', { batchId: id }).then((answer) => (answer.ok ? follow(answer.value) : setFailure(answer.code)));
  }, [id, follow]);
  const check = useCallback(() => {
    if (id !== undefined) drive(id, 'checking');
  }, [id, drive]);
  const back = useCallback(() => {
    if (id === undefined) return;
    void ask('import.map', { batchId: id }).then((answer) => (answer.ok ? takeUp() : setFailure(answer.code)));
  }, [id, takeUp]);
  const run = useCallback(
    (duplicates: Duplicates) => {
      if (id !== undefined) drive(id, 'importing', duplicates);
    },
    [id, drive],
  );
  const undo = useCallback(() => {
    if (id !== undefined) drive(id, 'undoing');
  }, [id, drive]);
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
    setOpenId(null);
  }, [setOpenId]);

  return { progress, coming, failure, follow, takeUp, check, back, run, undo, cancel, leave };
}
