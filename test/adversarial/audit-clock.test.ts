import { describe, expect, it } from 'vitest';
import { verifyAtOnce } from '../../main/audit/verify.ts';
import { type Clinic, draft, newClinic, sitDown, work } from '../audit-ledger.ts';
import { auditor, exported } from './ledger-burglary.ts';

describe('a clock that is moved by more than two minutes', () => {
  /** Three entries, the clock set by `change`, and a fourth. */
  const day = (change: (clock: Clinic['clock']) => void, action?: 'store.open') => {
    const own = newClinic();
    const desk = sitDown(own);
    work(own, desk, null, 3);
    change(own.clock);
    desk.log.append(draft(null, action ? { action } : {}));
    desk.signer.seal();
    const report = verifyAtOnce(desk.db, own.about);
    const outside = auditor(exported(own, desk.db, 'clock'));
    desk.close();
    own.remove();
    expect(outside.report?.notes).toEqual(report.notes);
    expect(outside.exit).toBe(report.notes.length > 0 ? 4 : 0);
    return report.notes;
  };
  const moved = (seq: number) => [{ kind: 'clock-moved', seq, until: seq }];

  const wall = (milliseconds: number) => (clock: Clinic['clock']) => {
    clock.wall += milliseconds;
  };
  const restart = (milliseconds: number) => (clock: Clinic['clock']) => {
    clock.boot = 5;
    clock.wall += milliseconds;
  };
  const sleep = (clock: Clinic['clock']) => {
    clock.boot += 40_000_000;
    clock.wall += 40_000_000;
  };
  const serverSays = (clock: Clinic['clock']) => {
    clock.server = clock.wall + 200_000;
  };

  it('is noted where it was set back or forward, and where it is behind the word of the server', () => {
    for (const change of [wall(-121_000), wall(121_000), serverSays]) expect(day(change)).toEqual(moved(3));
  });

  it('is noted where it was set back while the computer was off', () => {
    expect(day(restart(-300_000), 'store.open')).toEqual(moved(3));
  });

  it('is not suspected after a night with the computer off, a sleep, or a small correction', () => {
    expect(day(restart(40_000_000), 'store.open')).toEqual([]);
    for (const change of [sleep, wall(-100_000)]) expect(day(change)).toEqual([]);
  });
});
