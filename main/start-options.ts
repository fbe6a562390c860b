import { join } from 'node:path';

export interface StartOptions {
  readonly practice: string | undefined;
  /** A practice made now is marked synthetic: demo and development only. */
  readonly synthetic: boolean;
  /** Main replaces itself after a lock. Tests that watch one main for longer switch it off; a packaged build can't. */
  readonly replace: boolean;
  /** Prints go through the print window, as on Windows, also where there is an `lp`: to try it with a synthetic practice. */
  readonly printWindow: boolean;
}

/** Switches of the runtime that would open a way into the process; a packaged build does not start with them. */
const REFUSED =
  /^--(?:inspect|inspect-brk|inspect-port|debug|debug-brk|remote-debugging-port|remote-debugging-pipe|js-flags|load-extension|host-rules|proxy-server|ignore-certificate-errors|enable-logging|log-net-log|user-data-dir|no-sandbox)(?:=|$)/;

/** The major version of Electron that Anteroom is built and shipped on, with security fixes; package.json names it as well. */
const SUPPORTED_ELECTRON = '45';

/** Whether this is a packaged build on the Electron it is to be shipped on, by what the runtime says of itself. */
export const isProduction = (packaged: boolean, electron: string): boolean => packaged && electron.split('.')[0] === SUPPORTED_ELECTRON;

/** Reads the command line. `refuse` when a packaged build was started with a switch that weakens it. */
export const startOptions = (argv: readonly string[], packaged: boolean): StartOptions | 'refuse' => {
  if (packaged && argv.some((arg) => REFUSED.test(arg))) return 'refuse';
  const practice = argv.find((arg) => arg.startsWith('--practice='))?.slice('--practice='.length);
  return {
    practice: practice === '' ? undefined : practice,
    synthetic: !packaged && argv.includes('--synthetic'),
    replace: packaged || !argv.includes('--keep-main'),
    printWindow: !packaged && argv.includes('--synthetic') && argv.includes('--print-window'),
  };
};

/**
 * Settings of a development runtime in the environment. A packaged build forgets them before anything reads them: whoever can start it must not name the code that opens the store, nor the program that is given what is printed.
 */
const DEVELOPMENT_SETTINGS = ['ANTEROOM_SQLITE_BINDING', 'ANTEROOM_SPOOLER'] as const;

export const forgetDevelopment = (env: NodeJS.ProcessEnv, packaged: boolean): void => {
  if (packaged) for (const name of DEVELOPMENT_SETTINGS) Reflect.deleteProperty(env, name);
};

/** Said to a vault whose prints main's window prints although the system has an `lp`. */
const PRINT_WINDOW = 'ANTEROOM_PRINT_WINDOW';

/** What a vault gets of main's environment: nothing but the settings of a development runtime, and the time zone; and whether main prints for it. */
export const vaultEnvironment = (env: NodeJS.ProcessEnv, { printWindow }: Pick<StartOptions, 'printWindow'>): NodeJS.ProcessEnv => ({
  ...(printWindow ? { [PRINT_WINDOW]: '1' } : {}),
  ...Object.fromEntries(DEVELOPMENT_SETTINGS.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
  TZ: env['TZ'] ?? '',
});

/** The practice folder: the one named, or the account's own, which must be a place that no server copies about (Windows calls its usual one roaming). */
export const practiceFolder = (named: string | undefined, appData: string): string => named ?? join(appData, 'Anteroom');
