import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { Failure } from '../../../shared/failure.ts';
import { newId } from '../../../shared/ids.ts';
import { WAIT_PAGE } from '../../../shared/operations/wait-list.ts';
import { PART_MINUTES, PARTS_OF_DAY } from '../../../shared/phi/free-slot.ts';
import type { ChangeHandlers, PhiHandler, ReadHandlers } from '../../gate/handlers.ts';
import { RECORDS } from '../../store/migrations/records/path.ts';
import { originOf } from '../origin.ts';
import { readChart } from '../patients/chart-state.ts';
import type { SetupReader } from './setup.ts';
import { readWaitAt, shownWait, turnWait, WAITS, waitRow } from './wait-rows.ts';

const INSERT = `INSERT INTO wait (wait_id, patient, visitTypeId, minutes, providerId, weekdays, part, fromDay, visitNote, state, version, schema_version, created_at, created_by,
  created_on, created_seq, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 1, ?, ?, ?, ?, ?, ?)`;

const add =
  (setupNow: SetupReader): PhiHandler<'wait.add'> =>
  (access, { patientId, visitTypeId, minutes, providerId, weekdays, part, fromDay, visitNote }) => {
    const chart = readChart(access.change, patientId);
    if (chart.mergedIntoId !== null) throw new Failure('merged-away');
    if (chart.state.archived !== null) throw new Failure('chart-archived');
    const setup = setupNow();
    const known =
      (providerId === null || setup.providers.some((one) => one.active && one.providerId === providerId)) &&
      setup.visitTypes.some((one) => one.active && one.visitTypeId === visitTypeId);
    if (!known) throw new Failure('not-found');
    const { author, workstation, at, entrySeq, stamp } = originOf(access);
    const waitId = newId();
    access.change.run(
      INSERT,
      ...[waitId, chart.id, visitTypeId, minutes, providerId, [...new Set(weekdays)].sort((a, b) => a - b).join(''), part, fromDay],
      ...[visitNote === undefined || visitNote === '' ? null : visitNote, RECORDS.steps.length],
      ...[at, author, workstation, entrySeq, stamp],
    );
    return shownWait(readWaitAt(access.change, patientId, waitId, 1));
  };

const list: PhiHandler<'wait.list'> = (access, { after }) => {
  const behind = after ?? { putAt: -1, waitId: '' };
  const waits = access.records.all(
    waitRow,
    `${WAITS} WHERE v.state = 'waiting' AND (v.created_at, v.wait_id) > (?, ?) ORDER BY v.created_at, v.wait_id LIMIT ? + 0`,
    ...[behind.putAt, behind.waitId, WAIT_PAGE + 1],
  );
  const page = waits.slice(0, WAIT_PAGE);
  const last = page.at(-1);
  return {
    waits: page.map(shownWait),
    next: waits.length > WAIT_PAGE && last !== undefined ? { putAt: last.putAt, waitId: last.waitId } : null,
  };
};

const FITS = `v.state = 'waiting' AND (v.providerId IS NULL OR v.providerId = ?) AND v.minutes <= ? AND v.fromDay <= ? AND (v.weekdays = '' OR instr(v.weekdays, ?) > 0)
  AND instr(?, v.part) > 0`;
const count = z.strictObject({ fitting: z.int() });

const fitting: PhiHandler<'wait.fitting'> = (access, { providerId, day, start, minutes, names }) => {
  const parts = PARTS_OF_DAY.filter((part) => {
    const [first, before] = PART_MINUTES[part];
    return first <= start && start < before;
  });
  const time = [providerId, minutes, day, String(Temporal.PlainDate.from(day).dayOfWeek), parts.join(' ')];
  const waits = access.records.all(
    waitRow,
    `${WAITS} WHERE ${FITS} ORDER BY v.created_at, v.wait_id LIMIT ? + 0`,
    ...time,
    names ? WAIT_PAGE : 0,
  );
  return {
    waits: waits.map(shownWait),
    fitting: access.records.one(count, `SELECT count(*) AS fitting FROM wait v WHERE ${FITS}`, ...time).fitting,
  };
};

const turn =
  (from: 'waiting' | 'removed', to: 'waiting' | 'removed'): PhiHandler<'wait.remove'> =>
  (access, { patientId, waitId, version }) => {
    const wait = readWaitAt(access.change, patientId, waitId, version);
    if (wait.state !== from) throw new Failure('changed-meanwhile');
    turnWait(access.change, originOf(access), wait, to);
    return shownWait(readWaitAt(access.change, patientId, waitId, version + 1));
  };

export const waitReads = { 'wait.list': list, 'wait.fitting': fitting } satisfies Partial<ReadHandlers>;

export const waitChanges = (setupNow: SetupReader) =>
  ({
    'wait.add': add(setupNow),
    'wait.remove': turn('waiting', 'removed'),
    'wait.restore': turn('removed', 'waiting'),
  }) satisfies Partial<ChangeHandlers>;
