import { closeSync, fstatSync, openSync, readSync, truncateSync, writeSync } from 'node:fs';
import type { Chance } from '../random.ts';

/** The size of a page of our stores, in bytes. */
export const PAGE = 4096;

/** Flips one bit of a file: `bit` 0 to 7 of the byte at `offset`. Throws beyond the end. */
export function flipBit(file: string, offset: number, bit: number): void {
  edit(file, offset, 1, (bytes) => bytes.writeUInt8(bytes.readUInt8(0) ^ (1 << bit), 0));
}

/** Flips one bit anywhere in the file and says which, so that it can be flipped back. */
export function flipAnyBit(file: string, random: Chance): { offset: number; bit: number } {
  const where = { offset: random.below(sizeOf(file)), bit: random.below(8) };
  flipBit(file, where.offset, where.bit);
  return where;
}

/** Puts page `page` (0 = the first) of an older copy of the file in the place of today's: what a lost write leaves. */
export function stalePage(file: string, older: string, page: number, pageSize: number = PAGE): void {
  const before = Buffer.alloc(pageSize);
  const fd = openSync(older, 'r');
  try {
    if (readSync(fd, before, 0, pageSize, page * pageSize) !== pageSize) throw new Error(`the older copy has no page ${page}`);
  } finally {
    closeSync(fd);
  }
  edit(file, page * pageSize, pageSize, (bytes) => before.copy(bytes));
}

/** Exchanges two pages: a misdirected write. */
export function swapPages(file: string, one: number, other: number, pageSize: number = PAGE): void {
  const kept = Buffer.alloc(pageSize);
  edit(file, one * pageSize, pageSize, (bytes) => bytes.copy(kept));
  edit(file, other * pageSize, pageSize, (bytes) => {
    const second = Buffer.from(bytes);
    kept.copy(bytes);
    second.copy(kept);
  });
  edit(file, one * pageSize, pageSize, (bytes) => kept.copy(bytes));
}

/** Fills a page with zeros: a sector remapped by the drive. */
export function zeroPage(file: string, page: number, pageSize: number = PAGE): void {
  edit(file, page * pageSize, pageSize, (bytes) => bytes.fill(0));
}

/** Cuts the last `pages` pages off. */
export function dropLastPages(file: string, pages: number, pageSize: number = PAGE): void {
  truncateSync(file, sizeOf(file) - pages * pageSize);
}

function edit(file: string, offset: number, length: number, change: (bytes: Buffer) => void): void {
  const fd = openSync(file, 'r+');
  try {
    const bytes = Buffer.alloc(length);
    if (readSync(fd, bytes, 0, length, offset) !== length) throw new Error(`the file has no ${length} bytes at ${offset}`);
    change(bytes);
    writeSync(fd, bytes, 0, length, offset);
  } finally {
    closeSync(fd);
  }
}

function sizeOf(file: string): number {
  const fd = openSync(file, 'r');
  try {
    return fstatSync(fd).size;
  } finally {
    closeSync(fd);
  }
}
