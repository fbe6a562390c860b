import { type DateOrder, orderProvenBy } from './date-order.ts';
import { DATE_TARGETS, type Target } from './targets.ts';

/** What is looked at to find out how a column is to be read. */
export interface EvidentColumn {
  readonly index: number;
  readonly target: Target | null;
}

const EXAMPLES_OF_EACH = 2;

/** What the rows of a table say, one after the other, of how its dates and sexes are to be read; little is kept, however many they are. */
export class ColumnEvidence {
  readonly #dates: readonly number[];
  readonly #sexes: ReadonlyMap<number, Set<'h' | 'f'>>;
  readonly #proof = new Map<DateOrder, string[]>();

  constructor(columns: readonly EvidentColumn[]) {
    this.#dates = columns.filter(({ target }) => target !== null && DATE_TARGETS.has(target)).map(({ index }) => index);
    this.#sexes = new Map(columns.filter(({ target }) => target === 'sex').map(({ index }) => [index, new Set<'h' | 'f'>()]));
  }

  add(cells: readonly string[]): void {
    for (const index of this.#dates) {
      const date = cells[index] ?? '';
      const order = orderProvenBy(date);
      if (order === null || order === 'open') continue;
      const examples = this.#proof.get(order);
      if (examples === undefined) this.#proof.set(order, [date.trim()]);
      else if (examples.length < EXAMPLES_OF_EACH) examples.push(date.trim());
    }
    for (const [index, letters] of this.#sexes) {
      const letter = (cells[index] ?? '').trim().toLowerCase();
      if (letter === 'h' || letter === 'f') letters.add(letter);
    }
  }

  /** The order of all dates together; null where none proves one, or one proves another than the next. */
  get order(): DateOrder | null {
    const [order = null] = this.#proof.size === 1 ? this.#proof.keys() : [];
    return order;
  }

  /** Dates that prove one order and dates that prove another; none where they agree. */
  get contradictions(): readonly string[] {
    return this.#proof.size > 1 ? [...this.#proof.values()].flat() : [];
  }

  /** Whether a column for the sex holds this letter by itself. */
  hasLetter(index: number, letter: 'h' | 'f'): boolean {
    return this.#sexes.get(index)?.has(letter) === true;
  }
}
