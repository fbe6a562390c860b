import { create } from 'zustand';
import type { Answer } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { offerUndo } from '../ui/undo.ts';

/** What was just done where there is nothing to take back, or why it was not done. */
export type Notice = { readonly words: string } | { readonly failure: { readonly code: FailureCode; readonly seconds: number | null } };

const STAYS_MS = 10_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export const useNotice = create<{ readonly notice: Notice | null }>()(() => ({ notice: null }));

export const hush = (): void => {
  clearTimeout(timer);
  useNotice.setState({ notice: null });
};

/** Says it for ten seconds; a failure stays until it is read or something else is done. */
const say = (notice: Notice): void => {
  clearTimeout(timer);
  useNotice.setState({ notice });
  if ('words' in notice) timer = setTimeout(hush, STAYS_MS);
};

/** Says how a change ended: what was done, with the way back where there is one, or why it failed. Gives the answer on. */
export const report = <T>(answer: Answer<T>, words: string, undo?: ((value: T) => Promise<Answer<unknown>>) | undefined): Answer<T> => {
  if (!answer.ok) say({ failure: { code: answer.code, seconds: answer.seconds ?? null } });
  else if (undo === undefined) say({ words });
  else {
    hush();
    const { value } = answer;
    offerUndo({ message: words, undo: () => undo(value) });
  }
  return answer;
};
