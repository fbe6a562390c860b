import * as z from 'zod';
import type { Answer, Call, Reply } from '../../shared/contract.ts';

/** What serving a page needs of the port to it. */
export interface PagePort {
  on(event: 'message', listener: (message: { data: unknown }) => void): unknown;
  postMessage(reply: Reply): void;
  start(): void;
}

const numbered = z.object({ id: z.int() });
const call = z.object({ id: z.int(), name: z.string().max(60), input: z.unknown(), reason: z.unknown().optional() });

/**
 * Answers the calls of one page, each by its number. A call without a name is answered `bad-input` where it has a number, and is nobody's question where
 * it has none; what it was named and asked is for the gate to judge, which writes down what it refuses. Nothing thrown by `answer` reaches the page: it is told `internal`.
 */
export const serve = (port: PagePort, answer: (call: Call) => Promise<Answer<unknown>>): void => {
  port.on('message', ({ data }) => {
    const parsed = call.safeParse(data);
    if (parsed.success) {
      const { id } = parsed.data;
      void answer(parsed.data)
        .catch((): Answer<unknown> => ({ ok: false, code: 'internal' }))
        .then((given) => port.postMessage({ id, answer: given }));
      return;
    }
    const asked = numbered.safeParse(data);
    if (asked.success) port.postMessage({ id: asked.data.id, answer: { ok: false, code: 'bad-input' } });
  });
  port.start();
};
