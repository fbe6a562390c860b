import { describe, expect, it } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest } from './failures.ts';

describe('what failed, said again at the end', () => {
  it('names file, test and reason of a failed unit test, and a file that did not load', () => {
    const report = {
      testResults: [
        {
          name: 'main/a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'is well' },
            { status: 'failed', fullName: 'is not', failureMessages: ['\u001b[31mexpected 1 to be 2\u001b[39m\n  at a.test.ts:3'] },
          ],
        },
        { name: 'main/b.test.ts', status: 'failed', assertionResults: [], message: 'Cannot find module' },
        { name: 'main/c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'is well' }] },
      ],
    };
    expect(failuresOfVitest(report)).toEqual([
      '✘ main/a.test.ts › is not\n    expected 1 to be 2\n      at a.test.ts:3',
      '✘ main/b.test.ts\n    Cannot find module',
    ]);
  });

  it('names a failed journey wherever it stands, one that passed only when repeated, and an error outside any', () => {
    const spec = (title: string, ok: boolean, status: string): object => ({
      title,
      ok,
      file: 'journeys/a.spec.ts',
      line: 7,
      tests: [{ status, results: [{ errors: ok ? [] : [{ message: 'Timeout' }] }, { errors: [] }] }],
    });
    const report = {
      errors: [{ message: 'No tests found' }],
      suites: [
        { specs: [spec('goes well', true, 'expected')], suites: [{ specs: [spec('goes badly', false, 'unexpected')] }] },
        { specs: [spec('goes well in the end', true, 'flaky')] },
      ],
    };
    expect(failuresOfPlaywright(report)).toEqual([
      '✘ outside any journey\n    No tests found',
      '✘ journeys/a.spec.ts:7 › goes badly\n    Timeout',
      '✘ journeys/a.spec.ts:7 › goes well in the end\n    ',
    ]);
  });

  it('says no more than the beginning of a long reason, and nothing of what is no report', () => {
    const long = { status: 'failed', fullName: 'is long', failureMessages: [Array(500).fill('line').join('\n')] };
    const [told = ''] = failuresOfVitest({ testResults: [{ name: 'a', status: 'failed', assertionResults: [long] }] });
    expect(told.split('\n').length).toBe(13);
    for (const other of [null, undefined, 'text', {}, { suites: 'x', errors: 3, testResults: null }])
      expect([failuresOfVitest(other), failuresOfPlaywright(other)]).toEqual([[], []]);
  });
});
