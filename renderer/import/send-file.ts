import type { Answer } from '../../shared/contract.ts';
import type { ImportProgress } from '../../shared/operations/import.ts';
import { ask } from '../workspace/ask.ts';

/** Bytes in one piece: well under what one call may carry. */
const PIECE = 384 * 1024;

/** Hands a file to the vault piece by piece; it is parsed elsewhere, never in this page. `onProgress` hears the bytes received. */
export const sendFile = async (file: File, onProgress: (done: number) => void): Promise<Answer<ImportProgress>> => {
  const begun = await ask('import.begin', { fileName: file.name.slice(0, 255), size: file.size });
  if (!begun.ok) return begun;
  const { batchId } = begun.value;
  for (let offset = 0; ; offset += PIECE) {
    const piece = new Uint8Array(await file.slice(offset, offset + PIECE).arrayBuffer());
    const last = offset + PIECE >= file.size;
    const answer = await ask('import.bytes', { batchId, offset, base64: toBase64(piece), last });
    if (!answer.ok || last) return answer;
    onProgress(offset + piece.length);
  }
};

const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};
