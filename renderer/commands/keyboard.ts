import { useEffect } from 'react';
import { COMMAND_IDS, COMMANDS, type CommandId, isCommandId, mayCommand } from '../../shared/commands.ts';
import type { Role } from '../../shared/permissions.ts';
import { giveCommand } from './handlers.ts';
import { isShortcut, isSingleKey, isTyping } from './shortcut.ts';

/** Keys a text field needs for itself; there they keep their meaning. */
const TEXT_KEYS: ReadonlySet<CommandId> = new Set<CommandId>(['undo.last']);

const commandOf = (event: KeyboardEvent, singleKeys: boolean): CommandId | undefined => {
  const typing = isTyping(event.target);
  return COMMAND_IDS.find((id) => {
    const { shortcut } = COMMANDS[id];
    if (shortcut === null || !isShortcut(event, shortcut)) return false;
    return isSingleKey(shortcut) ? singleKeys && !typing : !(typing && TEXT_KEYS.has(id));
  });
};

/** Listens to the keyboard and the menu bar for this person's commands. A key nobody answers keeps its usual meaning. */
export function useKeyboard(role: Role, singleKeys: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const id = commandOf(event, singleKeys);
      if (id !== undefined && mayCommand(role, id) && giveCommand(id)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    const off = window.clinicEvents.on('command', (id) => {
      if (isCommandId(id) && mayCommand(role, id)) giveCommand(id);
    });
    return () => {
      window.removeEventListener('keydown', onKey);
      off();
    };
  }, [role, singleKeys]);
}
