import { closeSync, mkdtempSync, openSync, readSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { preloadLibrary } from '../../preload-library.ts';

const [LEFT, ERROR, PARTIAL, SEEN, REFUSED, BYTES] = [0, 8, 12, 16, 24, 32];
const NO_LIMIT = -1n;

/**
 * A folder whose disk fills up on command, for programs started with its `env`, also while they run. Writes, new files and growth under the
 * folder count as one write each and are refused once the limit is met; reading, shrinking, deleting, renaming and syncing go on. Linux only.
 */
export class FullDisk {
  /** Add to the environment of the program (and its children) that shall meet the full disk. */
  readonly env: Readonly<Record<string, string>>;
  private readonly home: string;
  private readonly control: number;

  /** `dir` must exist. There is room until `fillAt` or `fill`. */
  constructor(dir: string) {
    this.home = mkdtempSync(join(tmpdir(), 'disk-full-'));
    const page = join(this.home, 'control');
    this.control = openSync(page, 'w+');
    writeSync(this.control, Buffer.alloc(BYTES), 0, BYTES, 0);
    this.env = {
      LD_PRELOAD: preloadLibrary(join(import.meta.dirname, 'library')),
      DISK_FULL_DIR: realpathSync(dir),
      DISK_FULL_CONTROL: page,
    };
    this.free();
  }

  /**
   * The `nth` write from now (1 = the next) and all after it are refused with ENOSPC, or EIO for a dying disk. With `partial`, the write
   * before it writes only half of its bytes, as a disk does that fills up in the middle.
   */
  fillAt(nth: number, { error = 'ENOSPC', partial = false }: { error?: 'ENOSPC' | 'EIO'; partial?: boolean } = {}): void {
    const how = Buffer.alloc(8);
    how.writeInt32LE(constants.errno[error], 0);
    how.writeInt32LE(partial ? 1 : 0, PARTIAL - ERROR);
    writeSync(this.control, how, 0, how.length, ERROR);
    this.limit(BigInt(nth - 1));
  }

  /** Full from now on. */
  fill(): void {
    this.fillAt(1);
  }

  /** There is room again. */
  free(): void {
    this.limit(NO_LIMIT);
  }

  /** How many writes were asked for so far, and how many of them were refused. */
  writes(): { seen: number; refused: number } {
    const counts = Buffer.alloc(BYTES - SEEN);
    readSync(this.control, counts, 0, counts.length, SEEN);
    return { seen: Number(counts.readBigUInt64LE(0)), refused: Number(counts.readBigUInt64LE(REFUSED - SEEN)) };
  }

  /** Removes the shared page; the programs must have ended. */
  [Symbol.dispose](): void {
    closeSync(this.control);
    rmSync(this.home, { recursive: true, force: true });
  }

  private limit(left: bigint): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(left);
    writeSync(this.control, bytes, 0, bytes.length, LEFT);
  }
}
