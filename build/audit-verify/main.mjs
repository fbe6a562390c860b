#!/usr/bin/env node
// npm run audit:verify -- FILE [--head SIZE:ROOT[:FIRST]] [--key HEX]... [--json]
// Stands alone: only Node, and the files beside this one. Exit code: 0 intact, 1 tampered, 2 wrong call, 3 not a readable export,
// 4 intact but the clock was moved.
import { parseArgs } from 'node:util';
import { verifyExport } from './check.mjs';
import { NotAnExport } from './file.mjs';
import { SENTENCES } from './sentences.mjs';

const USAGE = `usage: npm run audit:verify -- FILE [--head SIZE:ROOT[:FIRST]] [--key HEX]... [--json]
  --head   a head kept elsewhere (printed, in the keychain, at the server): catches a cut end, an older copy and a second history
  --key    a public key you trust, in hex; may be given often. Without any, the keys in the file itself are used
  --json   print the report as JSON
`;

const quit = (code, text) => {
  process.stderr.write(text);
  process.exit(code);
};

const read = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { head: { type: 'string' }, key: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    });
  } catch (error) {
    return quit(2, `${error.message}\n${USAGE}`);
  }
};

const { values, positionals } = read();
const [path] = positionals;
if (path === undefined || positionals.length > 1) quit(2, USAGE);
const head = values.head === undefined ? null : /^(\d{1,15}):([0-9a-f]{64})(?::([0-9a-f]{64}))?$/.exec(values.head);
if (values.head !== undefined && head === null) quit(2, USAGE);
if (values.key?.some((key) => !/^[0-9a-f]{64}$/.test(key))) quit(2, USAGE);

const check = () => {
  try {
    return verifyExport(path, {
      ...(head ? { known: { size: Number(head[1]), root: head[2], first: head[3] } } : {}),
      ...(values.key ? { trusted: values.key } : {}),
    });
  } catch (error) {
    if (error instanceof NotAnExport || typeof error.code === 'string') return quit(3, `can not read ${path}: ${error.message}\n`);
    throw error;
  }
};

const report = check();
const place = ({ seq, until }) => (seq === until ? `entry ${seq}` : `entries ${seq} to ${until}`);
const line = (finding) => `${finding.kind}: ${place(finding)}. ${SENTENCES[finding.kind]}\n`;

if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else {
  const { about, finding, notes, entries, heads, keys } = report;
  process.stdout.write(finding ? `TAMPERED ${line(finding)}` : `INTACT ${entries} entries, ${heads} heads, root ${report.root}\n`);
  process.stdout.write(`practice ${about.practice}, workstation ${about.workstation}\n`);
  for (const note of notes) process.stdout.write(`note ${line(note)}`);
  for (const key of keys) process.stdout.write(`key of ${key.key === 'device' ? 'the workstation' : `user ${key.user}`}: ${key.public}\n`);
  if (!values.key)
    process.stdout.write('These keys come from the file itself: compare them with your own record, or name them with --key.\n');
}
const moved = report.notes.some(({ kind }) => kind === 'clock-moved');
process.exitCode = report.finding ? 1 : moved ? 4 : 0;
