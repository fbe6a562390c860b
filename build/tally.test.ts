import { describe, expect, it } from 'vitest';
import { closingLine, sum, tallyOfPlaywright, tallyOfVitest, trustExitCode } from './tally.ts';

const vitest = (more: object) => ({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...more });
const playwright = (stats: object, errors: unknown[] = []) => ({
  stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
});

describe('the closing line', () => {
  it('names passed and failed, and skipped only when there are any', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 3, skipped: 1 })).toBe('12 passed, 3 failed, 1 skipped');
  });

  it('sums all parts', () => {
    const parts = [
      { passed: 5, failed: 1, skipped: 2 },
      { passed: 3, failed: 4, skipped: 0 },
    ];
    expect(sum(parts)).toEqual({ passed: 8, failed: 5, skipped: 2 });
    expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('the report of the unit tests', () => {
  it('counts skipped and planned tests as skipped', () => {
    expect(tallyOfVitest(vitest({ numPendingTests: 1, numTodoTests: 2 }))).toEqual({ passed: 5, failed: 0, skipped: 3 });
  });

  it('counts a file that does not load as a failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ];
    expect(tallyOfVitest(vitest({ numFailedTests: 1, testResults }))).toEqual({ passed: 5, failed: 2, skipped: 0 });
  });

  it('is not believed when it is something else', () => {
    for (const other of [null, undefined, 'text', {}, { numPassedTests: '5' }, vitest({ testResults: null })])
      expect(tallyOfVitest(other)).toBeNull();
  });
});

describe('the report of the journeys', () => {
  it('counts a test that passed only when repeated as failed', () => {
    expect(tallyOfPlaywright(playwright({ unexpected: 1, flaky: 1, skipped: 4 }))).toEqual({ passed: 3, failed: 2, skipped: 4 });
  });

  it('counts errors outside any test', () => {
    expect(tallyOfPlaywright(playwright({ expected: 0 }, [{ message: 'No tests found' }]))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('is not believed when it is something else', () => {
    for (const other of [null, [], { stats: {} }, { stats: playwright({}).stats }]) expect(tallyOfPlaywright(other)).toBeNull();
  });
});

describe('the exit code of a runner', () => {
  it('makes one failure of a run that left no report', () => {
    expect(trustExitCode(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('makes one failure of a bad end that no test accounts for, and adds none to failures already counted', () => {
    expect(trustExitCode({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(trustExitCode({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(trustExitCode({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });
});
