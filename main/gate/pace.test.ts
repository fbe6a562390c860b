import { expect, test } from 'vitest';
import { chance } from '../../test/random.ts';
import { openTestGate } from '../../test/support/gate.ts';
import { register } from '../../test/support/patients.ts';
import { DESK_PACE, ReadingPace } from './pace.ts';

const codeOf = (act: () => void): string => {
  try {
    act();
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : 'internal';
  }
};
const chart = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

test('a script that takes what it can get is shown 40 charts and is out at its 200th', () => {
  const pace = new ReadingPace(DESK_PACE, () => 0);
  const codes = Array.from({ length: 250 }, (_, n) => codeOf(() => pace.admit([chart(n)])));
  expect([codes.indexOf('too-fast'), codes.indexOf('bulk-reading')]).toEqual([40, 199]);
  expect(codes.slice(199).every((code) => code === 'bulk-reading')).toBe(true);
});

test('a script that keeps just under the speed is out before its 200th chart as well', () => {
  let at = 0;
  const pace = new ReadingPace(DESK_PACE, () => at);
  let shown = 0;
  for (let n = 0; n < 400; n += 1, at += DESK_PACE.everyMs) if (codeOf(() => pace.admit([chart(n)])) === 'ok') shown += 1;
  expect(shown).toBe(199);
});

test('a day at a front desk four times as busy as any, in rushes, meets no bound', () => {
  const random = chance(7);
  let at = 0;
  const pace = new ReadingPace(DESK_PACE, () => at);
  for (let n = 0; n < 1_000; n += 1) {
    // 1,000 charts in eight hours: half of them in rushes of ten, five seconds apart
    at += n % 20 < 10 ? 5_000 : 51_000 + random.below(1_000);
    pace.admit([chart(n)]);
    pace.admit([chart(n), chart(Math.max(0, n - random.below(10)))]);
  }
  expect(at).toBeLessThan(8 * 3_600_000 + 1);
});

test('who is too fast is told how long to wait, and after that may go on; an open chart costs nothing', () => {
  let at = 0;
  const pace = new ReadingPace({ ...DESK_PACE, burst: 2 }, () => at);
  pace.admit([chart(1)]);
  pace.admit([chart(2)]);
  expect(() => pace.admit([chart(3)])).toThrow(expect.objectContaining({ code: 'too-fast', seconds: 3 }));
  for (let n = 0; n < 100; n += 1) pace.admit([chart(1), chart(2)]);
  at = 2_000;
  expect(() => pace.admit([chart(3)])).toThrow(expect.objectContaining({ seconds: 1 }));
  at = 3_000;
  pace.admit([chart(3)]);
});

test('the gate shows nothing it refuses for speed, records whom it was about, raises one alert and asks for the end of the session', () => {
  let ended = 0;
  const special = { pace: { burst: 2, everyMs: 1e9, most: 5, withinMs: 1e9 }, onBulkReading: () => (ended += 1) };
  const gate = openTestGate('owner', special);
  try {
    const patients = Array.from({ length: 8 }, () => register(gate.records).patientId);
    const from = gate.entries().length;
    const codes = patients.map((patientId) => {
      const answer = gate.ask('patient.open', { patientId });
      return answer.ok ? 'ok' : answer.code;
    });
    expect(codes).toEqual(['ok', 'ok', 'too-fast', 'too-fast', ...Array(4).fill('bulk-reading')]);
    const said = gate.entries(from).map(({ action, outcome, object, patients: about }) => [action, outcome, object, about.length]);
    expect(said).toEqual([
      ['patient.read', 'allowed', null, 1],
      ['patient.read', 'allowed', null, 1],
      ...Array(3).fill(['patient.read', 'refused', null, 1]),
      ['audit.alert', 'refused', 'bulk-reading', 0],
      ...Array(3).fill(['patient.read', 'refused', null, 1]),
    ]);
    expect(ended).toBe(1);
  } finally {
    gate.close();
  }
});
