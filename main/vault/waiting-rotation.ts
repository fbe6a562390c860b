import type { RotationStep } from '../../shared/door-terms.ts';

/** A rotation that holds up a sign-in: how far it is, and the way past it. One vault sees at most one. */
export class WaitingRotation {
  readonly #giveUp = new AbortController();
  #step: RotationStep | null = null;

  get step(): RotationStep | null {
    return this.#step;
  }

  get signal(): AbortSignal {
    return this.#giveUp.signal;
  }

  readonly told = (step: RotationStep): void => {
    this.#step = step;
  };

  /** Lets the person in under the old key. Once the new one is named it is too late for that, and no harm. */
  postpone(): void {
    this.#giveUp.abort();
  }
}
