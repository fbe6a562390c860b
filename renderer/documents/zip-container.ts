import { unzipSync } from 'fflate';
import { Unreadable } from './table.ts';
import { checksumsIn, crc32 } from './zip-checksums.ts';

/** No honest workbook of 200,000 rows comes near these. */
const MOST_ENTRIES = 4000;
const MOST_BYTES = 400 * 1024 * 1024;
/** XML compresses well; a thousand to one is made to fill a memory. Small parts are let through whatever their ratio. */
const MOST_RATIO = 200;
const SMALL = 4 * 1024 * 1024;

/**
 * The named parts of a ZIP container. Sizes are judged as the directory declares them, all parts together, before anything is inflated; a part that holds
 * more than it declared is cut at the declared size, so that a lie gains nothing. A part whose bytes do not sum up to what the directory says is damaged:
 * one changed bit may be one changed birth date, and inflating alone does not notice it.
 *
 * Throws Unreadable `file-damaged`, `file-too-large`.
 */
export const openContainer = (
  bytes: Uint8Array,
): { readonly names: ReadonlySet<string>; readonly part: (name: string) => Uint8Array | null } => {
  const names = new Set<string>();
  let declared = 0;
  const all = (filter: (name: string) => boolean): Record<string, Uint8Array> => {
    try {
      return unzipSync(bytes, { filter: ({ name }) => filter(name) });
    } catch (error) {
      throw error instanceof Unreadable ? error : new Unreadable('file-damaged');
    }
  };
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        declared += originalSize;
        const bomb = originalSize > SMALL && originalSize > size * MOST_RATIO;
        if (names.size >= MOST_ENTRIES || declared > MOST_BYTES || bomb) throw new Unreadable('file-too-large');
        names.add(name);
        return false;
      },
    });
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('file-damaged');
  }
  const sums = checksumsIn(bytes);
  if (sums === null) throw new Unreadable('file-damaged');
  const part = (name: string): Uint8Array | null => {
    if (!names.has(name)) return null;
    const found = all((other) => other === name)[name];
    if (found === undefined || crc32(found) !== sums.get(name)) throw new Unreadable('file-damaged');
    return found;
  };
  return { names, part };
};
