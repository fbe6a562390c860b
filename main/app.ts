import { join } from 'node:path';
import { app, Menu } from 'electron';
import type { CommandId } from '../shared/commands.ts';
import { FAILURES } from '../shared/failure.ts';
import { openKeychain } from './keys/keychain.ts';
import { noteEvent, openLog } from './log.ts';
import { readClocks } from './session/clocks.ts';
import { Director } from './session/director.ts';
import { watchInput } from './session/idle.ts';
import { Stage } from './session/stage.ts';
import { forgetDevelopment, practiceFolder, startOptions, vaultEnvironment } from './start-options.ts';
import { keepCopies, watchCopies } from './window/copies.ts';
import { Documents } from './window/documents.ts';
import { groundOf } from './window/ground.ts';
import { listen } from './window/ipc.ts';
import { showMenu } from './window/menu.ts';
import { placementIn } from './window/placement.ts';
import { declareScheme } from './window/protocol.ts';
import { Zoom } from './window/zoom.ts';
import { Workstation } from './workstation/workstation.ts';

/** The start order, and nothing else. */
forgetDevelopment(process.env, app.isPackaged);
const options = startOptions(process.argv, app.isPackaged);
if (options === 'refuse') app.exit(3);
const chosen = options === 'refuse' ? startOptions([], true) : options;

const folder = practiceFolder(chosen === 'refuse' ? undefined : chosen.practice, process.env['LOCALAPPDATA'] ?? app.getPath('appData'));
app.setPath('userData', join(folder, 'chromium'));
app.setPath('sessionData', join(folder, 'chromium'));
app.setAppLogsPath(join(folder, 'logs'));
// A sandbox can't be asked for where the start was told to do without one (a development container run as root).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.commandLine.appendSwitch('disable-gpu-shader-disk-cache');
app.commandLine.appendSwitch('disable-http-cache');
app.commandLine.appendSwitch('password-store', 'basic');
declareScheme();

const start = async (): Promise<void> => {
  openLog(join(folder, 'logs', 'main.log'));
  noteEvent('app-start');
  if (chosen === 'refuse') return;
  Menu.setApplicationMenu(null);
  const keychain = openKeychain();
  const out = join(app.getAppPath(), 'out');
  const productionRuntime = app.isPackaged;
  const workstation = new Workstation({
    folder,
    keychain,
    appVersion: app.getVersion(),
    ledgerWorker: join(out, 'main', 'ledger-worker.js'),
    productionRuntime,
    synthetic: !productionRuntime || chosen.synthetic,
  });
  const files = { renderer: join(out, 'renderer'), preload: join(out, 'preload') };
  const clocks = readClocks();
  const zoom = new Zoom();
  const copies = keepCopies(() => workstation.policy.clipboardClearSeconds);
  const command = (id: CommandId): void => {
    // Lock asks nobody, the page least of all.
    if (id === 'session.lock') director.conductor.tell({ type: 'lock-requested' });
    else if (id === 'session.sign-out') director.conductor.tell({ type: 'sign-out-requested' });
    else director.stage.command(id);
  };
  const director: Director = new Director({
    workstation,
    keychain,
    now: clocks,
    replace: chosen.replace,
    // Only a main that replaced another was told where to put its window.
    startedByPerson: placementIn(process.argv) === undefined,
    serveDocuments: new Documents(files).serve,
    onReader: (language, role) => showMenu({ language, role }, { command, zoom: (turn) => zoom.turn(turn) }),
    stage: (self) =>
      new Stage({
        files,
        vaultFile: join(out, 'main', 'vault.js'),
        vaultEnv: vaultEnvironment(process.env),
        background: () => groundOf(self.reception.theme),
        placement: placementIn(process.argv),
        hear: (vault, said) => self.hear(vault, said),
        onVaultDeath: (epoch) => self.conductor.tell({ type: 'vault-died', epoch }),
        onPageDeath: (epoch) => self.conductor.tell({ type: 'page-died', epoch }),
        onWindow: (window) => {
          zoom.watch(window.webContents);
          watchCopies(window, copies);
          watchInput(
            window.webContents,
            (occurrence) => self.conductor.tell(occurrence),
            () => performance.now(),
          );
          window.webContents.on('before-input-event', (_event, input) => {
            const lockKey =
              input.type === 'keyDown' && input.key.toLowerCase() === 'l' && (input.control || input.meta) && !input.alt && !input.shift;
            if (lockKey) self.conductor.tell({ type: 'lock-requested' });
          });
        },
        onClosed: () => self.conductor.tell({ type: 'quit' }),
        clearClipboard: () => copies.clear(),
      }),
  });
  const { reception, conductor } = director;
  listen(
    {
      'door.status': () => reception.doorStatus(conductor.state()),
      'door.language': ({ language }) => {
        reception.setLanguage(language);
        return reception.doorStatus(conductor.state());
      },
      'session.status': () => reception.sessionStatus(conductor.state(), director.auditSize, director.logReport),
      'session.lock': () => {
        conductor.tell({ type: 'lock-requested' });
        return { locked: true };
      },
      'session.sign-out': () => {
        conductor.tell({ type: 'sign-out-requested' });
        return { locked: true };
      },
    },
    () => director.refusedSender(),
  );
  app.on('second-instance', () => {
    noteEvent('second-instance');
    director.stage.summon('already-running');
  });
  app.on('window-all-closed', () => undefined);
  await director.begin();
};

process.on('uncaughtException', () => noteEvent('uncaught'));
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else {
  // The first start comes to the front and says so; this one says it to whoever started it from a terminal.
  const { en, es, tag } = FAILURES['already-running'];
  process.stderr.write(`${en} ${es} (${tag})\n`);
  app.exit(2);
}
