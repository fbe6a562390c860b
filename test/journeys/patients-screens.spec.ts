import { expect, type Page, test } from '@playwright/test';
import type { Preferences } from '../../shared/operations/settings.ts';
import { seriousFindings } from '../support/axe.ts';
import { found, OWNER } from '../support/people.ts';
import { given, sayLast, startWorkstation, type TestWorkstation } from '../support/workstation.ts';

const NO_LISTS = { coverages: [], emergencyContacts: [], consents: [], alerts: [] };
const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

let station: TestWorkstation;
let desk: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  station = await startWorkstation();
  ({ desk } = await found(station));
  await given(desk, 'patient.register', {
    details: {
      familyName: 'García López',
      givenName: 'María',
      middleName: 'Fernanda',
      preferredName: 'Mafer',
      birthDate: '1961-03-04',
      sex: 'female',
      pronouns: 'she/her',
      language: 'Spanish',
      interpreter: 'needed',
      mobilePhone: '(512) 555-0142',
      homePhone: '(512) 555-0199',
      email: 'mafer@example.org',
      addressLine1: '1200 Congress Avenue',
      addressLine2: 'Apt 4',
      city: 'Austin',
      state: 'TX',
      zip: '78701',
      ssn: '900-12-3456',
      employer: 'Lakeline Bakery',
      guarantorName: 'Luis García',
      guarantorRelationship: 'Husband',
      guarantorPhone: '(512) 555-0111',
      deskNote: 'Prefers mornings. Bring the large-print forms.',
    },
    lists: {
      coverages: [
        {
          id: id(1),
          rank: 1,
          payer: 'Blue Cross',
          plan: 'PPO Gold',
          memberId: 'XJ 889 12',
          groupNumber: '4410',
          relationship: 'spouse',
          subscriberName: 'Luis García',
          subscriberBirthDate: '1959-11-02',
          start: '2026-01-01',
        },
        { id: id(2), rank: 2, payer: 'Medicare', memberId: '1EG4-TE5-MK73', relationship: 'self' },
      ],
      emergencyContacts: [{ id: id(3), name: 'Ana García', relationship: 'Daughter', phone: '(512) 555-0177' }],
      consents: [
        { id: id(4), kind: 'treatment', signedOn: '2026-02-01', expiresOn: '2027-02-01' },
        { id: id(5), kind: 'telehealth', signedOn: '2025-02-01', revokedOn: '2026-01-05' },
      ],
      alerts: [
        { id: id(6), text: 'Latex allergy', level: 'warning' },
        { id: id(7), text: 'Hard of hearing', level: 'info' },
      ],
    },
  });
  for (const [familyName, givenName, birthDate, mobilePhone, city] of [
    ['Garcia Lopez', 'Maria', '1961-03-04', '5125550142', 'Round Rock'],
    ['Garcia', 'Mario', '1987-11-30', '5125550321', 'Austin'],
    ['Garza', 'Marlene', '2019-06-01', '5125550777', 'Dripping Springs'],
    ['Montgomery-Featherstonehaugh', 'Bartholomew Alexander', '1944-01-09', '5125550888', 'San Marcos'],
  ] as const)
    await given(desk, 'patient.register', { details: { familyName, givenName, birthDate, mobilePhone, city }, lists: NO_LISTS });
  const vip = await given(desk, 'patient.register', {
    details: { familyName: 'Garland', givenName: 'Marcus', birthDate: '1970-05-05' },
    lists: NO_LISTS,
  });
  await given(desk, 'patient.restrict', { patientId: vip.patientId, version: vip.version, restriction: 'vip' });
});

test.afterAll(() => station.close());

/** Locks and comes back, so that the page starts with these preferences. */
const backWith = async (preferences: Partial<Preferences>): Promise<void> => {
  await given(desk, 'preferences.write', preferences);
  sayLast(desk, 'session.lock', {});
  const door = await station.page('unlock');
  await expect.poll(async () => (await given(door, 'door.status', {}).catch(() => null))?.state).toBe('locked');
  const status = await given(door, 'door.status', {});
  sayLast(door, 'door.sign-in', { userId: status.people[0]?.userId, password: OWNER.password });
  desk = await station.page('workspace');
};

const WORDS = {
  en: {
    place: 'Patients',
    find: 'Find a patient',
    edit: 'Edit',
    parts: ['Coverage', 'Contacts and consents', 'History', 'Who looked', 'Access'],
    merge: 'Merge …',
    compare: /^Compare with/,
    doMerge: 'Merge',
    newPatient: 'New patient',
    last: 'Last name',
    cancel: 'Cancel',
    save: /^Save/,
  },
  es: {
    place: 'Pacientes',
    find: 'Buscar un paciente',
    edit: 'Editar',
    parts: ['Cobertura', 'Contactos y consentimientos', 'Historial', 'Quién lo vio', 'Acceso'],
    merge: 'Fusionar …',
    compare: /^Comparar con/,
    doMerge: 'Fusionar',
    newPatient: 'Paciente nuevo',
    last: 'Apellidos',
    cancel: 'Cancelar',
    save: /^Guardar/,
  },
} as const;

for (const language of ['en', 'es'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`every screen about patients passes axe in ${language}, ${theme}`, async () => {
      const testInfo = test.info();
      const words = WORDS[language];
      await backWith({ language, theme });
      const wrong: string[] = [];
      const look = async (name: string): Promise<void> => {
        for (const [width, height] of [
          [1366, 768],
          [1024, 700],
        ] as const) {
          await station.app.evaluate(
            ({ BrowserWindow }, size) => {
              for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.setContentSize(size.width, size.height);
            },
            { width, height },
          );
          await expect.poll(() => desk.evaluate(() => innerWidth)).toBe(width);
          await desk.screenshot({ path: testInfo.outputPath(`${name}-${language}-${theme}-${width}.png`) });
          if (await desk.evaluate(() => document.documentElement.scrollWidth > innerWidth))
            wrong.push(`${name}: wider than the window at ${width}`);
        }
        wrong.push(...(await seriousFindings(desk)).map((line) => `${name}: ${line}`));
      };
      await desk.getByRole('button', { name: words.place, exact: true }).press('Enter');
      await look('search-empty');
      const box = desk.getByRole('combobox', { name: words.find });
      await box.fill('gar mar');
      await expect(desk.getByRole('option')).toHaveCount(5);
      await look('search');
      await box.fill('zzyzx');
      await expect(desk.getByRole('option')).toHaveCount(0);
      await look('search-nobody');
      await box.fill('garcia lopez maria fer');
      await expect(desk.getByRole('option')).toHaveCount(1);
      await box.press('Enter');
      await expect(desk.getByTestId('patient-banner')).toBeVisible();
      await look('chart');
      for (const [at, part] of words.parts.entries()) {
        await desk.getByRole('tab', { name: part }).click();
        await desk.waitForTimeout(150);
        await look(`chart-${at}`);
      }
      await desk.getByRole('button', { name: words.edit, exact: true }).press('Enter');
      await look('edit');
      await desk.getByLabel(words.last).fill('');
      await desk.keyboard.press('Control+Enter');
      await look('edit-errors');
      await desk.getByRole('button', { name: words.cancel }).press('Enter');
      await desk.getByRole('button', { name: words.merge }).press('Enter');
      await look('merge-pick');
      await desk.getByRole('button', { name: words.compare }).first().press('Enter');
      await look('merge');
      await desk.getByRole('button', { name: words.doMerge, exact: true }).press('Enter');
      await look('merge-confirm');
      await desk.keyboard.press('Escape');
      await desk.getByRole('button', { name: words.cancel }).press('Enter');
      await desk.keyboard.press('Control+N');
      await expect(desk.getByLabel(words.last)).toBeFocused();
      await desk.keyboard.type('Garcia Lopez');
      await desk.keyboard.press('Tab');
      await desk.keyboard.type('Maria');
      await desk.keyboard.press('Tab');
      await desk.keyboard.type('3/4/1961');
      await expect(desk.getByRole('complementary')).toContainText('A000001');
      await look('register');
      await desk.getByRole('button', { name: words.cancel }).press('Enter');
      expect(wrong).toEqual([]);
    });
  }
}
