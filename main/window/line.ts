import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Answer } from '../../shared/contract.ts';

/** Answers one call of a page; `raw` is whatever it sent. */
export type Answerer = (event: IpcMainInvokeEvent, raw: unknown) => Answer<unknown>;

/**
 * The only place that listens to a page over Electron's own channel. The first page may speak before the rest of main is loaded: its calls wait for whoever answers them, and are looked at
 * by nobody else.
 */
export const openLine = (): ((answers: Answerer) => void) => {
  const { promise, resolve } = Promise.withResolvers<Answerer>();
  ipcMain.handle('operation', async (event, raw: unknown) => (await promise)(event, raw));
  return resolve;
};
