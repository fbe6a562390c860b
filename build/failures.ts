// What failed, said once more at the end of a run: of a long one often only the end is kept.
import { stripVTControlCharacters } from 'node:util';
import { listAt, numberAt, textAt, valueAt } from './report.ts';

const LINES = 12;

/** The failed tests of vitest's JSON report, each with its file, its name and the beginning of what it said. */
export function failuresOfVitest(report: unknown): string[] {
  return (listAt(report, 'testResults') ?? []).flatMap((file) => {
    const where = textAt(file, 'name') ?? 'a file without a name';
    const failed = (listAt(file, 'assertionResults') ?? [])
      .filter((test) => valueAt(test, 'status') === 'failed')
      .map((test) => told(where, textAt(test, 'fullName'), (listAt(test, 'failureMessages') ?? []).map(String).join('\n')));
    return failed.length === 0 && valueAt(file, 'status') === 'failed' ? [told(where, null, textAt(file, 'message') ?? '')] : failed;
  });
}

/** The failed tests of Playwright's JSON report, the ones that passed only when repeated among them, and its errors outside any test. */
export function failuresOfPlaywright(report: unknown): string[] {
  const outside = (listAt(report, 'errors') ?? []).map((error) => told('outside any journey', null, textAt(error, 'message') ?? ''));
  return [...outside, ...(listAt(report, 'suites') ?? []).flatMap(failuresOfSuite)];
}

function failuresOfSuite(suite: unknown): string[] {
  const own = (listAt(suite, 'specs') ?? [])
    .filter((spec) => valueAt(spec, 'ok') === false || ends(spec).includes('flaky'))
    .map((spec) => {
      const results = (listAt(spec, 'tests') ?? []).flatMap((test) => listAt(test, 'results') ?? []);
      const messages = results.flatMap((result) => (listAt(result, 'errors') ?? []).map((error) => textAt(error, 'message') ?? ''));
      return told(`${textAt(spec, 'file')}:${numberAt(spec, 'line')}`, textAt(spec, 'title'), messages.join('\n'));
    });
  return [...own, ...(listAt(suite, 'suites') ?? []).flatMap(failuresOfSuite)];
}

function ends(spec: unknown): unknown[] {
  return (listAt(spec, 'tests') ?? []).map((test) => valueAt(test, 'status'));
}

function told(where: string, name: string | null, message: string): string {
  const said = stripVTControlCharacters(message).trim().split('\n').slice(0, LINES);
  return [`✘ ${where}${name === null ? '' : ` › ${name}`}`, ...said.map((line) => `    ${line}`)].join('\n');
}
