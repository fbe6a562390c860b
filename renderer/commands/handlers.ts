import { type RefObject, useEffect, useRef } from 'react';
import { create } from 'zustand';
import { COMMANDS, type CommandId } from '../../shared/commands.ts';

interface Handler {
  readonly id: CommandId;
  readonly run: () => void;
  readonly within: RefObject<HTMLElement | null> | null;
}

/** Who answers which command now; the newest comes first. */
const useHandlers = create<{ readonly handlers: readonly Handler[] }>()(() => ({ handlers: [] }));

interface CommandOptions {
  readonly enabled?: boolean;
  /** Where the command counts: only while the focus is in here. For commands of the scopes form, list and patient. */
  readonly within?: RefObject<HTMLElement | null>;
}

/** Answers a command as long as this component stands. The component that came last answers first. */
export function useCommand(id: CommandId, run: () => void, { enabled = true, within }: CommandOptions = {}): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return undefined;
    const handler: Handler = { id, run: () => latest.current(), within: within ?? null };
    useHandlers.setState(({ handlers }) => ({ handlers: [handler, ...handlers] }));
    return () => useHandlers.setState(({ handlers }) => ({ handlers: handlers.filter((other) => other !== handler) }));
  }, [id, enabled, within]);
}

const counts = ({ id, within }: Handler): boolean => {
  if (within === null) return COMMANDS[id].scope !== 'list';
  return within.current?.contains(document.activeElement) === true;
};

/** Gives a command to the screen that answers it. False when nobody does. */
export const giveCommand = (id: CommandId): boolean => {
  const handler = useHandlers.getState().handlers.find((one) => one.id === id && counts(one));
  handler?.run();
  return handler !== undefined;
};

/** The commands somebody answers right now, without those that need the focus elsewhere. */
export const useAnswered = (): ReadonlySet<CommandId> => {
  const handlers = useHandlers((state) => state.handlers);
  return new Set(handlers.filter(({ within }) => within === null).map(({ id }) => id));
};

/** The commands that somebody on this screen answers, some of them only while the focus is where they count. */
const answeredNow = (): readonly CommandId[] => [...new Set(useHandlers.getState().handlers.map(({ id }) => id))].sort();

/** Tells this what is answered, at first and each time that has changed; what comes and goes in one breath is told once. Answers with how to stop. */
export const watchAnswered = (tell: (commands: readonly CommandId[]) => void): (() => void) => {
  let told = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  const look = (): void => {
    timer = null;
    const commands = answeredNow();
    if (commands.join() === told) return;
    told = commands.join();
    tell(commands);
  };
  const soon = (): void => {
    timer ??= setTimeout(look, 50);
  };
  soon();
  const stop = useHandlers.subscribe(soon);
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
};
