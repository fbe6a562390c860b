import type { Page } from '@playwright/test';
import type { Value } from '../../shared/operations/table.ts';
import { given } from './workstation.ts';

type Progress = Value<'import.progress'>;

const PIECE = 384 * 1024;

/** Sends a file's bytes through the page's own bridge, as the import screen does. */
export const sendFile = async (desk: Page, fileName: string, bytes: Buffer): Promise<string> => {
  const { batchId } = await given(desk, 'import.begin', { fileName, size: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += PIECE) {
    const piece = bytes.subarray(offset, offset + PIECE);
    await given(desk, 'import.bytes', { batchId, offset, base64: piece.toString('base64'), last: offset + piece.length === bytes.length });
  }
  return batchId;
};

/** Asks for the next step until it is over. */
const until = async (step: () => Promise<Progress>, over: (progress: Progress) => boolean, pause = 0): Promise<Progress> => {
  for (;;) {
    const progress = await step();
    if (over(progress)) return progress;
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  }
};

export const readFile = (desk: Page, batchId: string): Promise<Progress> =>
  until(
    () => given(desk, 'import.read', { batchId }),
    ({ state }) => state !== 'reading',
    20,
  );

export const checkFile = (desk: Page, batchId: string): Promise<Progress> =>
  until(
    () => given(desk, 'import.check', { batchId }),
    ({ state }) => state === 'checked',
  );

export const advanceFile = (desk: Page, batchId: string): Promise<Progress> =>
  until(
    async () => (await given(desk, 'import.advance', { batchId })).progress,
    ({ state }) => state === 'done',
  );

export const undoFile = (desk: Page, batchId: string): Promise<Progress> =>
  until(
    async () => (await given(desk, 'import.undo', { batchId })).progress,
    ({ state }) => state === 'undone',
  );
