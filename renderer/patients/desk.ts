import { create } from 'zustand';

export type Section = 'demographics' | 'coverage' | 'contacts' | 'history' | 'lookers' | 'access';

/** What is being done with the open chart, beside editing it. */
export type Doing = { readonly what: 'look' } | { readonly what: 'merge'; readonly otherId: string | null };

interface Desk {
  /** What was last searched for; it is still there when the chart is closed. */
  readonly query: string;
  readonly withArchived: boolean;
  readonly section: Section;
  readonly doing: Doing;
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
  round: 0,
  search: (query) => set({ query }),
  includeArchived: (withArchived) => set({ withArchived }),
  turnTo: (section) => set({ section }),
  do: (doing) => set({ doing }),
  reread: () => set(({ round }) => ({ round: round + 1 })),
}));
