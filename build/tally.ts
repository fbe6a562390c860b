import { listAt, numberAt, valueAt } from './report.ts';

/** Counts of one part of a test run. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };
export const oneFailure: Tally = { passed: 0, failed: 1, skipped: 0 };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, tally) => ({
      passed: total.passed + tally.passed,
      failed: total.failed + tally.failed,
      skipped: total.skipped + tally.skipped,
    }),
    nothing,
  );
}

/** The last line of a run: `12 passed, 0 failed`, and `, 1 skipped` when there is any. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A runner that ended badly without naming a failed test (a crash, a file that does not load, no report) is one failure. */
export function trustExitCode(tally: Tally | null, exitCode: number): Tally {
  if (tally === null) return oneFailure;
  return exitCode !== 0 && tally.failed === 0 ? sum([tally, oneFailure]) : tally;
}

/** Reads the JSON report of vitest (its Jest-like format). Null when it is not one. */
export function tallyOfVitest(report: unknown): Tally | null {
  const passed = numberAt(report, 'numPassedTests');
  const failed = numberAt(report, 'numFailedTests');
  const pending = numberAt(report, 'numPendingTests');
  const todo = numberAt(report, 'numTodoTests');
  const files = listAt(report, 'testResults');
  if (passed === null || failed === null || pending === null || todo === null || files === null) return null;
  // A file that could not be loaded has no tests of its own to fail.
  const notLoaded = files.filter((file) => valueAt(file, 'status') === 'failed' && listAt(file, 'assertionResults')?.length === 0).length;
  return { passed, failed: failed + notLoaded, skipped: pending + todo };
}

/** Reads the JSON report of Playwright. A test that passed only when repeated counts as failed. Null when it is not one. */
export function tallyOfPlaywright(report: unknown): Tally | null {
  const stats = valueAt(report, 'stats');
  const passed = numberAt(stats, 'expected');
  const unexpected = numberAt(stats, 'unexpected');
  const flaky = numberAt(stats, 'flaky');
  const skipped = numberAt(stats, 'skipped');
  const errors = listAt(report, 'errors');
  if (passed === null || unexpected === null || flaky === null || skipped === null || errors === null) return null;
  return { passed, failed: unexpected + flaky + errors.length, skipped };
}
