import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailureCode } from '../../shared/failure.ts';
import type { AuditLine } from '../../shared/operations/audit.ts';
import type { Asked } from '../../shared/operations/table.ts';
import { ask } from '../workspace/ask.ts';

export type LogFilter = Omit<Asked<'audit.search'>, 'beforeSeq'>;

export interface LogLines {
  readonly lines: readonly AuditLine[];
  /** Where the next page begins; null at the beginning of the log. */
  readonly nextBefore: number | null;
  readonly loading: boolean;
  readonly catchingUp: boolean;
  readonly failure: { readonly code: FailureCode; readonly seconds?: number | null } | null;
  readonly further: () => void;
  readonly again: () => void;
}

const NOTHING = { lines: [], nextBefore: null, loading: true, catchingUp: false, failure: null } as const;
/** A rare filter may find nothing for a while: so many calls go on by themselves, each an entry of its own. */
const CALLS = 6;
const SCREENFUL = 30;

/** The log through a filter, page by page. Only the newest filter's answers count. */
export function useLog(filter: LogFilter): LogLines {
  const [known, setKnown] = useState<Omit<LogLines, 'further' | 'again'>>(NOTHING);
  const [round, setRound] = useState(0);
  const newest = useRef(0);
  const key = JSON.stringify(filter);
  const wanted = useRef(filter);
  wanted.current = filter;

  const read = useCallback(async (from: number | undefined, before: readonly AuditLine[]) => {
    newest.current += 1;
    const mine = newest.current;
    let [lines, beforeSeq, found] = [before, from, 0];
    for (let call = 0; call < CALLS && found < SCREENFUL; call += 1) {
      const answer = await ask('audit.search', { ...wanted.current, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
      if (mine !== newest.current) return;
      if (!answer.ok) {
        const failure = { code: answer.code, seconds: answer.seconds ?? null };
        setKnown({ lines, nextBefore: beforeSeq ?? null, loading: false, catchingUp: false, failure });
        return;
      }
      const { value } = answer;
      lines = [...lines, ...value.lines];
      found += value.lines.length;
      const done = value.nextBefore === null || found >= SCREENFUL || call === CALLS - 1;
      setKnown({ lines, nextBefore: value.nextBefore, loading: !done, catchingUp: value.catchingUp, failure: null });
      if (value.nextBefore === null) return;
      beforeSeq = value.nextBefore;
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter counts by its content, `round` asks again
  useEffect(() => {
    setKnown(NOTHING);
    void read(undefined, []);
    return () => {
      newest.current += 1;
    };
  }, [key, round, read]);

  const further = useCallback(() => {
    if (known.loading || known.nextBefore === null) return;
    setKnown((before) => ({ ...before, loading: true }));
    void read(known.nextBefore, known.lines);
  }, [known, read]);
  return { ...known, further, again: () => setRound((before) => before + 1) };
}
