import type { FromVault } from '../vault/control.ts';
import type { LoadingPage } from '../window/loading-page.ts';
import type { BuiltFiles } from '../window/pages.ts';
import type { Placement } from '../window/placement.ts';
import type { Look } from '../workstation/look.ts';
import type { VaultHost } from './vault-host.ts';

/** What a stage is built of, and whom it tells what happens on it. */
export interface StageParts {
  readonly files: BuiltFiles;
  readonly vaultFile: string;
  readonly vaultEnv: NodeJS.ProcessEnv;
  /** How the next page is to look. */
  readonly look: () => Look;
  /** Where the first window stands; undefined leaves it to the system. */
  readonly placement: Placement | undefined;
  readonly hear: (vault: VaultHost, said: FromVault) => void;
  readonly onVaultDeath: (epoch: number) => void;
  readonly onPageDeath: (epoch: number) => void;
  /** A window was made: watch its input, give it its menu. */
  readonly onWindow: (window: LoadingPage['window']) => void;
  readonly onClosed: () => void;
  /** Clears what was copied here. */
  readonly clearClipboard: () => Promise<void>;
}
