import { useEffect } from 'react';
import { useWalkIn } from '../board/walking-in.ts';
import { useCommand, watchAnswered } from '../commands/handlers.ts';
import { useKeyboard } from '../commands/keyboard.ts';
import { ask } from './ask.ts';
import { lockNow, signOut } from './lock.ts';
import type { Place } from './places.ts';
import { moveRegion, rememberFocus } from './regions.ts';
import { useSession } from './session.tsx';
import { useUi } from './ui-state.ts';

/** The command of one place of the rail. */
export function PlaceCommand({ place }: { readonly place: Place }) {
  useCommand(place.command, () => useUi.getState().go(place.id));
  return null;
}

/** The commands that every screen has. */
export function useShellCommands(): void {
  const { status, preferences } = useSession();
  useKeyboard(status.role, preferences.singleKeys);
  useCommand('session.lock', lockNow);
  useCommand('session.sign-out', signOut);
  useCommand('region.next', () => moveRegion(1));
  useCommand('region.previous', () => moveRegion(-1));
  useCommand('patient.new', () => useUi.getState().beginPatient(''));
  const { begin: beginWalkIn } = useWalkIn();
  useCommand('visit.walk-in', beginWalkIn);
  useCommand('board.open', () => void ask('board.open', {}));
  useEffect(() => watchAnswered((commands) => void ask('menu.offer', { commands: [...commands] })), []);
  useEffect(() => {
    document.addEventListener('focusin', rememberFocus);
    return () => document.removeEventListener('focusin', rememberFocus);
  }, []);
}
