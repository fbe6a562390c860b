import { create } from 'zustand';

/** Counts the changes to tasks made in this page, so that whatever shows tasks asks anew. */
export const useTaskRound = create<{ readonly round: number }>()(() => ({ round: 0 }));

export const tasksChanged = (): void => useTaskRound.setState(({ round }) => ({ round: round + 1 }));
