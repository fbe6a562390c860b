import { expect, type Page, test } from '@playwright/test';
import { newId } from '../../shared/ids.ts';
import { found } from '../support/people.ts';
import { noCups, type PrivateCups, privateCups } from '../support/private-cups.ts';
import { given, NO_LISTS, newFolder, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const missing = noCups();
let station: TestWorkstation;
let desk: Page;
let cups: PrivateCups;

test.describe.configure({ mode: 'serial' });
test.skip(missing !== null, missing ?? '');
test.beforeAll(async () => {
  cups = await privateCups(['Front-Desk', 'Labels']);
  station = await startWorkstation(newFolder(), ['--print-window'], { CUPS_SERVER: cups.socket });
  ({ desk } = await found(station));
});
test.afterAll(async () => {
  await station?.close();
  await cups?.stop();
});

test('a print comes out of the printer as it is seen on the screen', async () => {
  const details = { familyName: 'Okafor', givenName: 'Ngozi', birthDate: '1988-11-02', mobilePhone: '(312) 555-0142' };
  const { patientId } = await given(desk, 'patient.register', { details, lists: NO_LISTS });
  console.log(await given(desk, 'printer.list', {}));
  const print = await given(desk, 'print.face-sheet', { patientId, language: 'en' });
  console.log(
    await given(desk, 'print.send', { printId: print.printId, printer: 'Front-Desk', copies: 1 }, { code: 'treatment', text: 'St. Mary' }),
  );
  await expect.poll(() => cups.paper('Front-Desk') !== undefined).toBe(true);
  console.log(cups.told('Front-Desk'), cups.paper('Front-Desk')?.length); (await import('node:fs')).writeFileSync('/tmp/arrived.pdf', cups.paper('Front-Desk') ?? ''); (await import('node:fs')).writeFileSync('/tmp/made.pdf', Buffer.from(print.pdf, 'base64'));
});
