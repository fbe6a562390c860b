import { readFileSync } from 'node:fs';
import os from 'node:os';
import { DERIVED_BOOT, type Moment } from '../../shared/moment.ts';

/** Where the readings come from. `wall` in epoch milliseconds, `uptime` in seconds since the machine started, sleep included. */
export type ClockSource = { readonly wall: () => number; readonly uptime: () => number; readonly bootId: () => string | null };

const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';

/** The kernel's own name for this start of the machine; null where there is none (Windows, macOS). */
const kernelBootId = (): string | null => {
  try {
    const id = readFileSync(BOOT_ID_FILE, 'utf8').trim();
    return /^[0-9a-f-]{36}$/.test(id) ? id : null;
  } catch {
    return null;
  }
};

/** This machine. Node's monotonic clock is no use here: it stops while the machine sleeps; `os.uptime` does not. */
export const machine: ClockSource = { wall: () => Date.now(), uptime: os.uptime, bootId: kernelBootId };

/**
 * A reader of this machine's clocks. The boot id is taken once, for a process can't outlive the start of its machine: a derived one would else
 * wander with the wall clock and call every correction of the time another boot.
 */
export const readClocks = (source: ClockSource = machine): (() => Moment) => {
  const uptimeMs = (): number => Math.round(source.uptime() * 1000);
  const bootId = source.bootId() ?? `${DERIVED_BOOT}${Math.round(source.wall() - uptimeMs())}`;
  return () => ({ wall: source.wall(), boot: uptimeMs(), bootId });
};
