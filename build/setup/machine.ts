import { run } from './command.ts';

/** What of this machine decides how the application can be started on it. */
export interface Machine {
  readonly root: boolean;
  /** There is a screen to open windows on. */
  readonly screen: boolean;
  /** The screen is Wayland without X11. */
  readonly waylandOnly: boolean;
  /** The keychain is a Secret Service on the session bus (Linux), not a part of the system. */
  readonly needsSecretService: boolean;
  /** A Secret Service answers or can be started on the session bus. */
  readonly secretService: boolean;
}

export async function surveyMachine(env: NodeJS.ProcessEnv = process.env): Promise<Machine> {
  const linux = process.platform === 'linux';
  return {
    root: process.getuid?.() === 0,
    screen: !linux || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY),
    waylandOnly: linux && !env.DISPLAY && Boolean(env.WAYLAND_DISPLAY),
    needsSecretService: linux,
    secretService: linux && (await hasSecretService(env)),
  };
}

async function hasSecretService(env: NodeJS.ProcessEnv): Promise<boolean> {
  const names = await Promise.all(
    ['ListNames', 'ListActivatableNames'].map((question) =>
      run(
        'dbus-send',
        ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', `org.freedesktop.DBus.${question}`],
        {
          env,
          timeout: 5_000,
        },
      ).catch(() => ''),
    ),
  );
  return names.some((answer) => answer.includes('"org.freedesktop.secrets"'));
}
