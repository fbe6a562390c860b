import { join } from 'node:path';
import { app, Menu } from 'electron';
import { FAILURES, Failure } from '../shared/failure.ts';
import { forgetDevelopment, isProduction, practiceFolder, startOptions } from './start-options.ts';
import { openLine } from './window/line.ts';
import { LoadingPage } from './window/loading-page.ts';
import { makePage } from './window/pages.ts';
import { placementIn, showAt } from './window/placement.ts';
import { declareScheme } from './window/protocol.ts';
import { endStart } from './window/start-failure.ts';
import { readLook } from './workstation/look.ts';

/** The start order, and nothing else: what the first window needs is here, and everything behind it is loaded while that window is being drawn (run.ts). */
forgetDevelopment(process.env, app.isPackaged);
const failed = (error: unknown): void => void endStart(error);
process.once('uncaughtException', failed);
const options = startOptions(process.argv, app.isPackaged);
if (options === 'refuse') app.exit(3);

const folder = practiceFolder(options === 'refuse' ? undefined : options.practice, process.env['LOCALAPPDATA'] ?? app.getPath('appData'));
app.setPath('userData', join(folder, 'chromium'));
app.setPath('sessionData', join(folder, 'chromium'));
app.setAppLogsPath(join(folder, 'logs'));
// A sandbox can't be asked for where the start was told to do without one (a development container run as root).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.commandLine.appendSwitch('disable-gpu-shader-disk-cache');
app.commandLine.appendSwitch('disable-http-cache');
app.commandLine.appendSwitch('password-store', 'basic');
declareScheme();
// Before the start is ready, or a default menu is made first that nobody ever sees.
Menu.setApplicationMenu(null);

const start = async (): Promise<void> => {
  if (options === 'refuse') return;
  // A package of any other Electron is none of ours, whatever practice it is to open.
  if (app.isPackaged && !isProduction(app.isPackaged, process.versions.electron)) throw new Failure('runtime-refused');
  const out = join(app.getAppPath(), 'out');
  const files = { renderer: join(out, 'renderer'), preload: join(out, 'preload') };
  const answerWith = openLine();
  const placement = placementIn(process.argv);
  const first = new LoadingPage(makePage('unlock', files, { bounds: placement?.bounds, look: readLook(folder), early: true }));
  // At once, in the color of its ground: the window manager and the first frame need not wait for each other.
  showAt(first.window, placement);
  // This thread paints too: what is loaded now would hold the window up.
  await first.painted;
  const { run } = await import('./run.ts');
  // From here on main's log hears of it.
  process.off('uncaughtException', failed);
  await run({ options, folder, out, files, first, answerWith });
};

if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(failed);
else {
  // The first start comes to the front and says so; this one says it to whoever started it from a terminal.
  const { en, es, tag } = FAILURES['already-running'];
  process.stderr.write(`${en} ${es} (${tag})\n`);
  app.exit(2);
}
