// Stands before the real vault in its process: times every transaction on the ledger, from the wait for its turn to the commit on the disk, and tells main twice a
// second. Everything else is the vault as it is built.
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3-multiple-ciphers';

const { exec } = Database.prototype;
const began = new WeakMap();
let times = [];

Database.prototype.exec = function (sql) {
  if (!this.name.endsWith('ledger.db')) return exec.call(this, sql);
  // A turn that is not to be had yet is asked for again; the waiting counts from the first.
  if (sql === 'BEGIN IMMEDIATE' && !began.has(this)) began.set(this, performance.now());
  const done = exec.call(this, sql);
  if (sql === 'COMMIT') times.push(performance.now() - began.get(this));
  if (sql === 'COMMIT' || sql === 'ROLLBACK') began.delete(this);
  return done;
};

setInterval(() => {
  if (times.length === 0) return;
  process.parentPort.postMessage({ type: 'probe', times });
  times = [];
}, 500);

await import(pathToFileURL(process.argv[2]).href);
