import * as z from 'zod';
import { create } from 'zustand';
import { useUi } from '../workspace/ui-state.ts';

export const section = z.enum(['demographics', 'coverage', 'contacts', 'tasks', 'history', 'lookers', 'access']);
export type Section = z.infer<typeof section>;

/** What is being done with the open chart, beside editing it. */
export type Doing = { readonly what: 'look' } | { readonly what: 'merge'; readonly otherId: string | null };

interface Desk {
  /** What was last searched for; it is still there when the chart is closed. */
  readonly query: string;
  readonly withArchived: boolean;
  readonly section: Section;
  readonly doing: Doing;
  /** The open chart is to be edited as soon as it is read. */
  readonly editWhenRead: boolean;
  /** Raised when the open chart changed and must be read anew. */
  readonly round: number;
  search(query: string): void;
  includeArchived(withArchived: boolean): void;
  turnTo(section: Section): void;
  do(doing: Doing): void;
  reread(): void;
}

/** The patients place as it stands. In this page's memory only; it dies at lock. */
export const useDesk = create<Desk>()((set) => ({
  query: '',
  withArchived: false,
  section: 'demographics',
  doing: { what: 'look' },
  editWhenRead: false,
  round: 0,
  search: (query) => set({ query }),
  includeArchived: (withArchived) => set({ withArchived }),
  turnTo: (section) => set({ section }),
  do: (doing) => set({ doing }),
  reread: () => set(({ round }) => ({ round: round + 1 })),
}));

// Another chart begins at its first part, with nothing being done to it.
useUi.subscribe((now, before) => {
  if (now.patientId !== before.patientId) useDesk.setState({ section: 'demographics', doing: { what: 'look' }, editWhenRead: false });
});
