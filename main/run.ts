import { join } from 'node:path';
import { app } from 'electron';
import type { CommandId } from '../shared/commands.ts';
import { Failure } from '../shared/failure.ts';
import { may } from '../shared/permissions.ts';
import { openKeychain } from './keys/keychain.ts';
import { noteEvent, openLog } from './log.ts';
import { readClocks } from './session/clocks.ts';
import { Director } from './session/director.ts';
import { watchInput } from './session/idle.ts';
import { Stage } from './session/stage.ts';
import { isProduction, type StartOptions, vaultEnvironment } from './start-options.ts';
import { keepCopies, watchCopies } from './window/copies.ts';
import { Documents } from './window/documents.ts';
import { answerer } from './window/ipc.ts';
import type { Answerer } from './window/line.ts';
import type { LoadingPage } from './window/loading-page.ts';
import { MenuBar } from './window/menu.ts';
import type { BuiltFiles } from './window/pages.ts';
import { placementIn } from './window/placement.ts';
import { PrintWindows } from './window/print-windows.ts';
import { Zoom } from './window/zoom.ts';
import { Workstation } from './workstation/workstation.ts';

export interface Start {
  readonly options: StartOptions;
  /** The practice's. */
  readonly folder: string;
  /** Where the built program is. */
  readonly out: string;
  readonly files: BuiltFiles;
  /** On its way to the screen already. */
  readonly first: LoadingPage;
  /** Who answers the pages from now on. */
  readonly answerWith: (answers: Answerer) => void;
}

/** Everything behind the first window, which is being drawn while this is loaded. */
export const run = async ({ options, folder, out, files, first, answerWith }: Start): Promise<void> => {
  process.on('uncaughtException', () => noteEvent('uncaught'));
  openLog(join(folder, 'logs', 'main.log'));
  noteEvent('app-start');
  const keychain = openKeychain();
  const productionRuntime = isProduction(app.isPackaged, process.versions.electron);
  const workstation = new Workstation({
    folder,
    keychain,
    appVersion: app.getVersion(),
    ledgerWorker: join(out, 'main', 'ledger-worker.js'),
    productionRuntime,
    synthetic: !productionRuntime || options.synthetic,
  });
  const clocks = readClocks();
  const zoom = new Zoom();
  const copies = keepCopies(() => workstation.policy.clipboardClearSeconds);
  const command = (id: CommandId): void => {
    // Lock asks nobody, the page least of all.
    if (id === 'session.lock') director.conductor.tell({ type: 'lock-requested' });
    else if (id === 'session.sign-out') director.conductor.tell({ type: 'sign-out-requested' });
    else director.stage.command(id);
  };
  const menu = new MenuBar({ command, zoom: (turn) => zoom.turn(turn) });
  const director: Director = new Director({
    workstation,
    keychain,
    now: clocks,
    replace: options.replace,
    // Only a main that replaced another was told where to put its window.
    startedByPerson: placementIn(process.argv) === undefined,
    serveDocuments: new Documents(files).serve,
    servePrints: new PrintWindows(files, process.platform === 'win32' || options.printWindow).serve,
    onReader: (language, role) => menu.show({ language, role }),
    stage: (self) =>
      new Stage({
        files,
        vaultFile: join(out, 'main', 'vault.js'),
        vaultEnv: vaultEnvironment(process.env, options),
        look: () => self.reception.look,
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
  const answers = answerer(
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
      'menu.offer': ({ commands }) => {
        menu.offer(commands);
        return { shown: true };
      },
      'board.open': () => {
        const { role } = reception.sessionStatus(conductor.state(), director.auditSize, director.logReport);
        if (!may(role, 'schedule.read')) throw new Failure('not-permitted');
        director.stage.openBoard();
        return { shown: true };
      },
    },
    () => director.refusedSender(),
  );
  answerWith(answers);
  app.on('second-instance', () => {
    noteEvent('second-instance');
    director.stage.summon('already-running');
  });
  app.on('window-all-closed', () => undefined);
  await director.begin(first);
};
