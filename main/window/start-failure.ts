import { join } from 'node:path';
import { app, dialog } from 'electron';
import { FAILURES, Failure, type FailureCode } from '../../shared/failure.ts';

/** The program's answer to whoever started it, where the start failed; 2 is a second start and 3 a refused one. */
const EXIT_CODE = 4;

/**
 * Ends a start that can't go on, at any point of it: the log says so by a code, the person reads the sentence of it in both languages, because nothing may be there yet that knows theirs,
 * and the process ends. A window that goes on saying that Anteroom is starting would be waited for.
 */
export const endStart = async (error: unknown): Promise<void> => {
  const code = error instanceof Failure ? error.code : 'internal';
  await note(code);
  const { en, es, tag } = FAILURES[code];
  dialog.showErrorBox('Anteroom', `${en}\n\n${es}\n\n(${tag})`);
  app.exit(EXIT_CODE);
};

const note = async (code: FailureCode): Promise<void> => {
  try {
    // Loaded here: it may be what could not be loaded, and no start that goes well waits for it before its window.
    const { noteEvent, openLog } = await import('../log.ts');
    openLog(join(app.getPath('logs'), 'main.log'));
    noteEvent('start-failed', { code });
  } catch {
    // the person is told all the same
  }
};
