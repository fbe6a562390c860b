import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { DemoPerson } from './staff.ts';

type Told = { readonly type: 'progress'; readonly done: number } | { readonly type: 'ready'; readonly people: readonly DemoPerson[] };

/** Founds the practice in a process of its own, so that no key of it stays in this one. */
export const makeDemo = (folder: string, patients: number, onProgress: (done: number) => void): Promise<readonly DemoPerson[]> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'found.ts'), [folder, String(patients)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    let people: readonly DemoPerson[] | null = null;
    child.on('message', (told: Told) => {
      if (told.type === 'progress') onProgress(told.done);
      else people = told.people;
    });
    child.once('error', reject);
    child.once('close', (code) =>
      people === null ? reject(new Error(`the demonstration was not made (exit code ${code})`)) : resolve(people),
    );
  });
