import type { VaultPlainHandlers } from '../gate/handlers.ts';
import type { MainLine } from './main-line.ts';
import type { OutTray } from './out-tray.ts';
import { takeOut, writePieces } from './whole-file.ts';

/** Writes what a person takes out, to the place they chose in the system's own dialog. The file is in clear from then on and theirs to keep safe. */
export const fileHandlers = (line: Pick<MainLine, 'askFile'>, tray: OutTray): Pick<VaultPlainHandlers, 'file.save'> => ({
  'file.save': async ({ fileId }, { commit }) => {
    const { name, rows, pieces } = tray.look(fileId);
    const path = await line.askFile(name);
    if (path === null) return commit(() => ({ saved: false, rows: 0 }), { outcome: 'undone' });
    await takeOut(
      path,
      (part) => writePieces(part, pieces),
      (rename) => commit(rename, { rows }),
    );
    tray.clear();
    return { saved: true, rows };
  },
});
