/** What a workload's `run` is given. */
export interface Job {
  /** An empty folder of its own. */
  dir: string;
  seed: number;
  /** How many transactions to make before ending by itself; it may be killed at any moment before. */
  transactions: number;
  /** Settings of the workload's own, as strings. */
  options: Readonly<Record<string, string>>;
  /** Says that what the note names is durable. One line, without a newline; call it only after the durable commit. */
  ack(note: string): void;
}

/** What a workload's `check` is given: a folder after a crash, and every note acknowledged before it, in order. */
export interface Remains extends Omit<Job, 'ack' | 'transactions'> {
  acked: readonly string[];
}

/**
 * A program to crash, and the judge of what it leaves. A module that exports one as `workload` can be given to the power-cut and the kill
 * harness. `check` opens the folder as the application would and returns a sentence for each broken promise: does not open, not whole, an
 * acknowledged note lost, a transaction half there, a chain broken. An empty list means all kept. What it throws counts as broken too.
 */
export interface Workload {
  run(job: Job): void | Promise<void>;
  check(remains: Remains): readonly string[] | Promise<readonly string[]>;
}

/** Loads the workload of a module by its absolute path; throws when it exports none. */
export async function loadWorkload(module: string): Promise<Workload> {
  const loaded: { workload?: Workload } = await import(module);
  if (typeof loaded.workload?.run !== 'function' || typeof loaded.workload.check !== 'function')
    throw new Error(`${module} exports no workload`);
  return loaded.workload;
}

/** Judges the remains; a check that throws is one broken promise with its reason. */
export async function judge(workload: Workload, remains: Remains): Promise<readonly string[]> {
  try {
    return await workload.check(remains);
  } catch (error) {
    return [`does not open: ${error instanceof Error ? error.message : String(error)}`];
  }
}
