import { useEffect, useRef } from 'react';
import * as z from 'zod';
import { ask } from '../workspace/ask.ts';
import { useKept } from '../workspace/kept.ts';

const besideSchema = z.literal(true).nullable();

/** Whoever had the board in its own window has it there again after a lock; whoever has closed it has not. */
export function useBoardBeside(): void {
  const [beside, keep] = useKept('board.beside', besideSchema, null);
  const open = useRef(false);
  useEffect(
    () =>
      window.clinicEvents.on('board', (now) => {
        open.current = now;
        keep(now ? true : null);
      }),
    [keep],
  );
  useEffect(() => {
    if (beside === true && !open.current) void ask('board.open', {});
  }, [beside]);
}
