import { type SessionSpooler, SystemSpooler } from './spooler.ts';
import { type PrintRoom, WindowSpooler } from './window-spooler.ts';

/** The way to paper on this machine: the system's `lp`, or main's print window where there is none (Windows) and where a development runtime was told so (start-options.ts). */
export const wayToPaper = (main: PrintRoom): SessionSpooler =>
  process.platform === 'win32' || process.env['ANTEROOM_PRINT_WINDOW'] === '1' ? new WindowSpooler(main) : new SystemSpooler();
