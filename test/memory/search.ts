import { type Needle, SHORTEST } from './needles.ts';

const BITS = 18;

/**
 * Finds many needles at once in a stream of bytes, by the method of Wu and Manber (1994, "A fast algorithm for multi-pattern searching"): a
 * table of three-byte blocks says how far the window may jump, so most bytes are never looked at, however many needles there are.
 */
export class Search {
  readonly needles: readonly Needle[];
  /** How many bytes of one chunk must be given again at the head of the next, so that no needle is missed between them. */
  readonly overlap: number;
  private readonly window: number;
  private readonly jump: Uint8Array;
  private readonly endingIn = new Map<number, number[]>();

  constructor(needles: readonly Needle[]) {
    this.needles = needles;
    if (needles.length === 0) throw new Error('there is nothing to search for');
    const lengths = needles.map((needle) => needle.bytes.length);
    if (Math.min(...lengths) < SHORTEST) throw new Error(`a needle is shorter than ${SHORTEST} bytes`);
    this.overlap = Math.max(...lengths) - 1;
    this.window = Math.min(255, ...lengths);
    this.jump = new Uint8Array(1 << BITS).fill(this.window - 2);
    for (const [index, { bytes }] of needles.entries()) {
      for (let end = 2; end < this.window; end++) {
        const block = hashed(bytes, end);
        this.jump[block] = Math.min(this.jump[block] ?? 0, this.window - 1 - end);
        if (end === this.window - 1) this.endingIn.set(block, [...(this.endingIn.get(block) ?? []), index]);
      }
    }
  }

  /**
   * Calls `found` with the needle's index for each occurrence in the first `length` bytes of the chunk. Occurrences that end within its first
   * `carried` bytes were reported with the chunk before and are left out.
   */
  each(chunk: Buffer, length: number, carried: number, found: (needle: number) => void): void {
    const { jump, window } = this;
    for (let end = window - 1; end < length; ) {
      const block = hashed(chunk, end);
      const step = jump[block] ?? 0;
      if (step > 0) {
        end += step;
        continue;
      }
      const start = end - window + 1;
      for (const index of this.endingIn.get(block) ?? []) {
        const bytes = this.needles[index]?.bytes ?? chunk;
        const stop = start + bytes.length;
        if (stop <= length && stop > carried && chunk.compare(bytes, 0, bytes.length, start, stop) === 0) found(index);
      }
      end++;
    }
  }
}

/** Searches a stream read piece by piece, and counts what it finds. */
export class StreamSearch {
  private readonly search: Search;
  private readonly buffer: Buffer;
  private carried = 0;
  /** How often each needle (by index) was found since the last `restart`. */
  readonly counts: Map<number, number> = new Map();

  constructor(search: Search, chunkBytes = 4 << 20) {
    this.search = search;
    this.buffer = Buffer.allocUnsafe(chunkBytes + search.overlap);
  }

  /** Forgets what was read and counted: the next bytes don't follow the last ones. */
  restart(): void {
    this.carried = 0;
    this.counts.clear();
  }

  /** The next bytes don't follow the last ones, but belong to the same count. */
  gap(): void {
    this.carried = 0;
  }

  /** Lets `read(buffer, offset, length)` fill in the next bytes (at most `want`), searches them and returns how many came; 0 at the end. */
  take(want: number, read: (buffer: Buffer, offset: number, length: number) => number): number {
    const { buffer, carried, search } = this;
    const got = read(buffer, carried, Math.min(want, buffer.length - carried));
    if (got <= 0) return 0;
    const length = carried + got;
    search.each(buffer, length, carried, (needle) => this.counts.set(needle, (this.counts.get(needle) ?? 0) + 1));
    this.carried = Math.min(search.overlap, length);
    buffer.copy(buffer, 0, length - this.carried, length);
    return got;
  }

  /** Leaves no needle behind in the scanner's own buffer. */
  wipe(): void {
    this.buffer.fill(0);
  }
}

/** The block of three bytes that ends at `end`, as a place in the table. Two blocks may share one: then the window only jumps less far. */
function hashed(bytes: Buffer, end: number): number {
  const block = ((bytes[end - 2] ?? 0) << 16) | ((bytes[end - 1] ?? 0) << 8) | (bytes[end] ?? 0);
  return Math.imul(block, 0x9e3779b1) >>> (32 - BITS);
}
