// The part for plain Node: the part for Electron's main process opens a channel of its own to every page.
import log from 'electron-log/node.js';

/** What a line of the log may say: an event from this list and fields whose values are codes, ids of processes or numbers. There is no field for a text. */
const EVENTS = [
  'app-start',
  'start-failed',
  'effect-failed',
  'vault-request-failed',
  'wrong-sender',
  'uncaught',
  'second-instance',
  'ledger-died',
  'log-broken',
  'log-watch-failed',
  'old-records-left',
] as const;
export type LogEvent = (typeof EVENTS)[number];
export interface LogFields {
  readonly code?: string;
  readonly effect?: string;
  readonly epoch?: number;
  readonly ms?: number;
  readonly count?: number;
}

const CODE = /^[a-z0-9.-]{1,40}$/;

/** Sends the log to a file of its own folder, at most 5 MB, and nothing to the pages. */
export const openLog = (file: string): void => {
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = 5 * 1024 * 1024;
  log.transports.file.level = 'info';
  log.transports.console.level = false;
};

/** Writes one line. A value that is not a plain code or number is left out, whatever it is. */
export const noteEvent = (event: LogEvent, fields: LogFields = {}): void => {
  const allowed = Object.entries(fields).filter(
    ([, value]) => typeof value === 'number' || (typeof value === 'string' && CODE.test(value)),
  );
  log.info([event, ...allowed.map(([name, value]) => `${name}=${value}`)].join(' '));
};
