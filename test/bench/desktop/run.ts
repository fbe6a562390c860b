import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../../figures.ts';
import { found } from '../../support/people.ts';
import { population } from '../../support/population.ts';
import { newFolder, startWorkstation } from '../../support/workstation.ts';
import { chartFigures } from './charts.ts';
import { lockAndUnlock, unlockFigures } from './door.ts';
import { firstPaintFigures } from './first-paint.ts';
import { importFigures } from './import.ts';
import { watchMain } from './main-probe.ts';
import { openAgainstPlain } from './open-rival.ts';
import { replacementFigures } from './replacement.ts';
import { keystrokeFigures } from './search.ts';

/**
 * The desktop figures, one after the other in one practice: founded, filled by the import that is itself a figure, then searched, opened, locked and unlocked, and
 * at last started again and again. Run by desktop.bench.ts with a folder to write `rows.json` in; words after it name the parts that are wanted.
 */
const [out = '.', ...wanted] = process.argv.slice(2);
const wants = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
const patients = Number(process.env['ANTEROOM_BENCH_DESKTOP_PATIENTS'] ?? 100_000);
const people = [...population(patients)];

const rows: Row[] = [];
const part = async (name: string, work: () => Promise<Row[]>): Promise<void> => {
  if (!wants(name)) return;
  const began = performance.now();
  rows.push(...(await work()));
  console.log(`  ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
};

// Whatever still hangs after this has no figure; what it started ends with this process.
setTimeout(() => {
  console.error('the desktop figures took too long');
  process.exit(1);
}, 11 * 60_000).unref();

const practice = newFolder();
const station = await startWorkstation(practice);
let secret = '';
try {
  const founded = await found(station);
  secret = founded.secret;
  const main = await watchMain(station);
  // The vault that follows is started under the eyes of the probe.
  const { desk } = await lockAndUnlock(station, founded.desk);
  await part('import', () => importFigures({ station, desk, main, people, folder: out }));
  await part('search', () => keystrokeFigures(desk, people));
  await part('charts', () => chartFigures(desk, people));
  await part('open', () => Promise.resolve(openAgainstPlain()));
  await part('door', () => unlockFigures(station, desk, practice));
} catch (error) {
  // What the program itself said of it: codes and counts, no names.
  console.error(
    readFileSync(join(practice, 'logs', 'main.log'), 'utf8')
      .split('\n')
      .slice(-40)
      .join('\n'),
  );
  throw error;
} finally {
  await Promise.race([station.close(), new Promise((resolve) => setTimeout(resolve, 10_000))]);
}
await part('replacement', () => replacementFigures(practice, secret));
await part('first-paint', () => firstPaintFigures(practice, out));
writeFileSync(join(out, 'rows.json'), JSON.stringify(rows));
process.exit(0);
