import { create } from 'zustand';

/** What was just done, said once, with the way back where there is one. */
export interface Notice {
  readonly words: string;
  readonly undo?: () => Promise<void>;
  readonly failed?: boolean;
}

const STAYS_MS = 10_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export const useNotice = create<{ readonly notice: Notice | null }>()(() => ({ notice: null }));

export const hush = (): void => {
  clearTimeout(timer);
  useNotice.setState({ notice: null });
};

/** Says it for ten seconds; a newer notice takes its place. */
export const tell = (notice: Notice): void => {
  clearTimeout(timer);
  useNotice.setState({ notice });
  timer = setTimeout(hush, STAYS_MS);
};
