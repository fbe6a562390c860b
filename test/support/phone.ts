import { generate } from 'otplib';

const STEP_MS = 30_000;

/**
 * Somebody's authenticator, as a person reads it: never the same code twice. The door takes the step before and the one after as well, so that three codes
 * can be given at once; the fourth is waited for.
 */
export class Phone {
  readonly #secret: string;
  #spent: number;

  /** `spent`: the step of the last code that was given, counted from now; null where none was. */
  constructor(secret: string, spent: number | null = null) {
    this.#secret = secret.replaceAll(/\s/g, '');
    const now = Math.floor(Date.now() / STEP_MS);
    this.#spent = spent === null ? now - 2 : now + spent;
  }

  async code(): Promise<string> {
    // A code of the step before may end while it is on its way: it is given only in the first two thirds of the step that follows.
    const late = Date.now() % STEP_MS > (STEP_MS * 2) / 3;
    const first = Math.floor(Date.now() / STEP_MS) - (late ? 0 : 1);
    this.#spent = Math.max(this.#spent + 1, first);
    const wait = (this.#spent - 1) * STEP_MS - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait + 250));
    return generate({ secret: this.#secret, epoch: this.#spent * 30 });
  }
}
