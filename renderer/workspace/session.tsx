import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { SessionStatus } from '../../shared/operations/session.ts';
import type { Preferences } from '../../shared/operations/settings.ts';
import { may, type Permission } from '../../shared/permissions.ts';
import { Look } from '../ui/look.tsx';
import { ask } from './ask.ts';
import { BlankShell } from './blank-shell.tsx';

interface Session {
  readonly status: SessionStatus;
  readonly preferences: Preferences;
  /** Changes how this person's screen looks and speaks: at once here, and for good in the store. */
  readonly prefer: (changes: Partial<Preferences>) => Promise<void>;
  readonly may: (permission: Permission) => boolean;
  /** Patients can see this screen: names are short in lists, and all is blurred while another window is in front. */
  readonly publicPlace: boolean;
  readonly setPublicPlace: (is: boolean) => void;
}

const SessionContext = createContext<Session | null>(null);

/** Who is signed in, and what they like and may. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('there is no session here');
  return session;
}

const STATUS_EVERY_MS = 10_000;

/** Asks who is signed in before anything is shown, and keeps the countdown and the audit count fresh (which never extends the session). */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [status, setStatus] = useState<SessionStatus | null>(null);
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  const [publicPlace, setPublicPlace] = useState<boolean | null>(null);

  useEffect(() => {
    const read = () => void ask('session.status', {}).then((answer) => answer.ok && setStatus(answer.value));
    read();
    // The page may have waited, hidden and without a session, since before the unlock: the vault's first answer says that there is one now.
    void ask('preferences.read', {}).then((answer) => {
      if (answer.ok) setPreferences(answer.value);
      read();
    });
    void ask('place.read', {}).then((answer) => setPublicPlace(!answer.ok || answer.value.publicPlace));
    const every = setInterval(read, STATUS_EVERY_MS);
    return () => clearInterval(every);
  }, []);

  const prefer = useCallback(async (changes: Partial<Preferences>) => {
    setPreferences((before) => (before === null ? before : { ...before, ...changes }));
    const answer = await ask('preferences.write', changes);
    if (answer.ok) setPreferences(answer.value);
  }, []);

  const session = useMemo(
    () =>
      status === null || preferences === null || publicPlace === null
        ? null
        : { status, preferences, prefer, publicPlace, setPublicPlace, may: (permission: Permission) => may(status.role, permission) },
    [status, preferences, prefer, publicPlace],
  );
  if (session === null) return <BlankShell />;
  return (
    <SessionContext value={session}>
      <Look likes={session.preferences}>{children}</Look>
    </SessionContext>
  );
}
