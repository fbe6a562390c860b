// Reads an export line by line, in little memory and without a stream, so that a check may look ahead where it must.
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

export class NotAnExport extends Error {}

const FORMAT = 'anteroom-audit-export/1';
const CHUNK = 1 << 20;
const LONGEST_LINE = 1 << 22;

function* textLines(path) {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      const parts = (rest + decoder.write(buffer.subarray(0, read))).split('\n');
      rest = parts.pop() ?? '';
      if (rest.length > LONGEST_LINE) throw new NotAnExport('a line is too long');
      yield* parts;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Yields one parsed line after the other; a line which is no JSON object is `{ broken: true }`. */
function* values(path) {
  for (const line of textLines(path)) {
    let value;
    try {
      value = JSON.parse(line);
    } catch {
      value = null;
    }
    yield isObject(value) ? value : { broken: true };
  }
}

export const base64 = (text) => {
  if (typeof text !== 'string') return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};

export const hex = (text, length) =>
  typeof text === 'string' && text.length === 2 * length && /^[0-9a-f]*$/.test(text) ? Buffer.from(text, 'hex') : null;

/**
 * Opens an export: what its preface says, and the lines after it (`entry`, `head`, `end`) as an iterator. Throws `NotAnExport`.
 * @param {string} path
 */
export const openExport = (path) => {
  const rest = values(path);
  const { value: about } = rest.next();
  if (about?.format !== FORMAT) throw new NotAnExport('the first line does not say anteroom-audit-export/1');
  const keys = [];
  const sessions = [];
  let step = rest.next();
  for (; !step.done && ('key' in step.value || 'certificate' in step.value); step = rest.next()) {
    ('key' in step.value ? keys : sessions).push(step.value);
  }
  const first = step;
  const body = (function* () {
    if (!first.done) yield first.value;
    yield* rest;
  })();
  return { about, keys, sessions, body };
};
