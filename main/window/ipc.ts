import * as z from 'zod';
import { Failure } from '../../shared/failure.ts';
import { isOnTheBoard } from '../../shared/operations/offered.ts';
import { type Input, type MainName, OPERATIONS, parseInput, type Result } from '../../shared/operations/table.ts';
import { isMainName } from '../gate/handlers.ts';
import { admitShape } from '../gate/shape.ts';
import type { Answerer } from './line.ts';
import { addressOf, kindOf, type PageKind, worksHidden } from './pages.ts';

/** Main's own operations: names, times and states, never PHI. */
export type MainHandlers = { readonly [K in MainName]: (input: Input<K>, from: PageKind) => Result<K> };

const call = z.strictObject({ name: z.string().max(60), input: z.unknown() });

/**
 * Answers a page over Electron's own channel. The sender is known by identity: one of the pages main made, its top frame, still at our address. Everybody
 * else is refused, not ignored.
 */
export const answerer =
  (handlers: MainHandlers, onRefused: () => void): Answerer =>
  (event, raw) => {
    const kind = kindOf(event.sender);
    const frame = event.senderFrame;
    if (kind === undefined || worksHidden(kind) || frame === null || frame !== event.sender.mainFrame || frame.url !== addressOf(kind)) {
      onRefused();
      return { ok: false, code: 'wrong-sender' };
    }
    try {
      const asked = call.safeParse(raw);
      if (!asked.success) return { ok: false, code: 'bad-input' };
      const { name, input } = asked.data;
      if (!isMainName(name)) return { ok: false, code: 'unknown-operation' };
      if (kind === 'board' ? !isOnTheBoard(name) : OPERATIONS[name].permission !== 'anyone' && kind !== 'workspace') {
        // its bridge has no such name: this page does not do what we gave it to do
        onRefused();
        return { ok: false, code: 'locked' };
      }
      admitShape(input);
      return { ok: true, value: answer(handlers, name, input, kind) };
    } catch (error) {
      return { ok: false, code: error instanceof Failure ? error.code : 'internal' };
    }
  };

const answer = <K extends MainName>(handlers: MainHandlers, name: K, raw: unknown, kind: PageKind): unknown =>
  OPERATIONS[name].output.parse(handlers[name](parseInput(name, raw), kind));
