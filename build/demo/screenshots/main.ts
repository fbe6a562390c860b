// Takes the pictures: the first run on an empty folder, then the door and every screen behind it on a demonstration, in each language and theme, each at both sizes.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { say } from '../../setup/command.ts';
import { main } from '../../setup/entry.ts';
import { forgetDemo } from '../forget.ts';
import { codeNow } from '../founding.ts';
import { makeDemo } from '../making.ts';
import type { DemoPerson } from '../staff.ts';
import { FIRST_RUN_SCENES } from './first-run.ts';
import { IMPORT_SCENES } from './import-scenes.ts';
import { DOOR_SCENES, LOCK_WARNING, type Scene, WORKSPACE_SCENES } from './scenes.ts';
import { type Language, ScreenStage, type Size, type Theme } from './stage.ts';

const SIZES: readonly Size[] = [
  { width: 1024, height: 700 },
  { width: 1366, height: 768 },
];
const LOOKS: readonly (readonly [Language, Theme])[] = [
  ['en', 'light'],
  ['en', 'dark'],
  ['es', 'light'],
  ['es', 'dark'],
];
const PATIENTS = 500;
const SETTLE_MS = 350;
const results = join(process.env['ANTEROOM_RESULTS'] ?? 'results', 'screenshots');

interface Shooting {
  readonly stage: ScreenStage;
  readonly theme: Theme;
  readonly kind: 'unlock' | 'workspace';
}

const missed: string[] = [];
const miss = (name: string, error: unknown): void => {
  const [because = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  missed.push(`${name}: ${because}`);
  say(`  not taken: ${name}: ${because}`);
};
let taken = 0;

/** A scene that can't be brought about is named at the end; the others are taken all the same. */
const shoot = async ({ stage, theme, kind }: Shooting, scenes: readonly Scene[], wanted: (scene: Scene) => boolean): Promise<void> => {
  for (const scene of scenes.filter(wanted)) {
    const name = `${scene.name}-${stage.language}-${theme}`;
    try {
      const first = await stage.page(kind);
      first.setDefaultTimeout(15_000);
      await scene.show(first, stage);
      const page = await stage.page(kind);
      for (const size of SIZES) {
        const folder = join(results, `${size.width}x${size.height}`);
        mkdirSync(folder, { recursive: true });
        await stage.resize(page, size);
        await page.waitForTimeout(SETTLE_MS);
        // No style of the tool's own: the page's policy would refuse it.
        await page.screenshot({ path: join(folder, `${name}.png`), animations: 'allow', caret: 'initial' });
        taken += 1;
      }
    } catch (error) {
      miss(name, error);
      const folder = join(results, 'not-taken');
      mkdirSync(folder, { recursive: true });
      const there = await stage.page(kind).catch(() => null);
      await there?.screenshot({ path: join(folder, `${name}.png`), animations: 'allow', caret: 'initial' }).catch(() => undefined);
    }
  }
};

const unlockedBy = async (stage: ScreenStage, person: DemoPerson): Promise<Page> => {
  const door = await stage.page('unlock');
  const { userId, password } = person;
  // A code that is not needed would be spent all the same, and the next one is half a minute away.
  const young = (await stage.passwordOnly(door)).includes(userId);
  void stage.ask(door, 'door.sign-in', { userId, password, ...(young ? {} : { code: await codeNow(person.secret) }) });
  const desk = await stage.page('workspace');
  await desk.getByRole('combobox').first().waitFor();
  return desk;
};

const lock = async (stage: ScreenStage): Promise<void> => {
  void stage.ask(await stage.page('workspace'), 'session.lock', {});
  const door = await stage.page('unlock');
  await door.waitForTimeout(SETTLE_MS);
};

const firstRun = async (wanted: (scene: Scene) => boolean): Promise<void> => {
  for (const [language, theme] of LOOKS) {
    const home = mkdtempSync(join(tmpdir(), 'anteroom-demo-'));
    const stage = await ScreenStage.open(join(home, 'practice'));
    try {
      const door = await stage.page('unlock');
      await door.emulateMedia({ colorScheme: theme });
      stage.language = language;
      if (language === 'es') await door.getByText('Español', { exact: true }).click({ timeout: 5000 });
      await shoot({ stage, theme, kind: 'unlock' }, FIRST_RUN_SCENES, wanted);
    } catch (error) {
      miss(`first run ${language} ${theme}`, error);
    } finally {
      await stage.close().catch(() => undefined);
      rmSync(home, { recursive: true, force: true });
    }
  }
};

const practice = async (wanted: (scene: Scene) => boolean): Promise<void> => {
  const home = mkdtempSync(join(tmpdir(), 'anteroom-demo-'));
  const folder = join(home, 'practice');
  const people = await makeDemo(folder, PATIENTS, (done) => say(`  ${done} of ${PATIENTS} patients`));
  const [owner] = people;
  if (owner === undefined) throw new Error('the demonstration has no owner');
  const stage = await ScreenStage.open(folder);
  try {
    // What is typed from outside is no input to the screen, so the machine counts as idle from the start. A changed policy locks by itself.
    await stage.ask(await unlockedBy(stage, owner), 'policy.write', { autoLockMinutes: 15 });
    for (const [language, theme] of LOOKS) {
      stage.language = language;
      try {
        await stage.ask(await unlockedBy(stage, owner), 'preferences.write', { language, theme });
        await lock(stage);
        await unlockedBy(stage, owner);
        await shoot({ stage, theme, kind: 'workspace' }, [...WORKSPACE_SCENES, ...IMPORT_SCENES, LOCK_WARNING], wanted);
        await lock(stage);
        await shoot({ stage, theme, kind: 'unlock' }, DOOR_SCENES, wanted);
      } catch (error) {
        miss(`${language} ${theme}`, error);
      }
      say(`  ${language} ${theme}: ${taken} pictures`);
    }
  } finally {
    await stage.close().catch(() => undefined);
    await forgetDemo(
      folder,
      people.map(({ userId }) => userId),
    );
    rmSync(home, { recursive: true, force: true });
  }
};

await main(async (args) => {
  const wanted = ({ name }: Scene): boolean => args.length === 0 || args.some((word) => name.includes(word));
  if (FIRST_RUN_SCENES.some(wanted)) await firstRun(wanted);
  if ([...WORKSPACE_SCENES, ...IMPORT_SCENES, LOCK_WARNING, ...DOOR_SCENES].some(wanted)) await practice(wanted);
  say(`${taken} pictures.`);
  if (missed.length > 0) say(`${missed.length} scenes were not taken.`);
  return missed.length === 0 ? 0 : 1;
});
