import { describe, expect, it, test } from 'vitest';
import { FAILURES, Failure, type FailureCode } from './failure.ts';

const isCode = (name: string): name is FailureCode => Object.hasOwn(FAILURES, name);
const CODES = Object.keys(FAILURES).filter(isCode);

/** The groups a person reads over the phone; whoever adds one adds it here. */
const TAG = /^(?:ASK|GATE|REC|FILE|PRINT|DISK|KEY|SIGN|WS|DESK|APP)-[1-9]\d?$/;

describe.each(CODES)('%s', (code) => {
  const { tag, en, es } = FAILURES[code];

  it('is a name of small letters with a tag that can be read over the phone', () => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(tag).toMatch(TAG);
  });

  it('is a whole sentence in both languages', () => {
    for (const sentence of [en, es]) {
      expect(sentence).toMatch(/^[A-ZÁÉÍÓÚÑ¿¡].{15,280}\.$/);
      expect(sentence).not.toMatch(/ {2}|\s$/);
    }
    expect(es).not.toBe(en);
  });

  it('R14: has no place into which a name, a number or a driver’s words could be put', () => {
    for (const sentence of [en, es]) expect(sentence).not.toMatch(/[{}<>$%@#\\`]|SQLITE|undefined|null/);
  });

  it('R14: carries its code and nothing of its cause', () => {
    const failure = new Failure(code, { cause: new Error('García, María 123-45-6789') });
    expect(failure.message).toBe(code);
    expect(JSON.stringify({ ...failure })).not.toContain('García');
  });
});

test('no two failures have the same tag or the same sentence', () => {
  const all = CODES.map((code) => FAILURES[code]);
  for (const field of ['tag', 'en', 'es'] as const) {
    const said = all.map((failure) => failure[field]);
    expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
  }
});
