import type { MenuItemConstructorOptions } from 'electron';
import { type CommandId, isCommandId, menuBar } from '../../shared/commands.ts';
import type { Role } from '../../shared/permissions.ts';

export type ZoomTurn = 'in' | 'out' | 'usual';

/** Whose menu bar it is: the language of the screen, and the role of the person signed in, or null while nobody is. */
export interface MenuReader {
  readonly language: 'en' | 'es';
  readonly role: Role | null;
}

export interface MenuActs {
  readonly command: (id: CommandId) => void;
  readonly zoom: (turn: ZoomTurn) => void;
}

const WORDS = {
  en: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    quit: 'Quit Anteroom',
    undo: 'Undo typing',
    redo: 'Redo typing',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    larger: 'Larger',
    smaller: 'Smaller',
    usualSize: 'Usual size',
  },
  es: {
    file: 'Archivo',
    edit: 'Edición',
    view: 'Ver',
    quit: 'Salir de Anteroom',
    undo: 'Deshacer lo escrito',
    redo: 'Rehacer lo escrito',
    cut: 'Cortar',
    copy: 'Copiar',
    paste: 'Pegar',
    selectAll: 'Seleccionar todo',
    larger: 'Más grande',
    smaller: 'Más pequeño',
    usualSize: 'Tamaño normal',
  },
} as const;

const LINE: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The menu bar, for Electron. The commands and their order are shared/commands.ts's; added are only what a text field needs, the size of the screen, and the way out. There is
 * no reload and no developer tool in it.
 *
 * The page hears its own keys, so the keys beside its commands are shown but not registered a second time (macOS registers them all, and gives the page the first say).
 */
export const menuTemplate = ({ language, role }: MenuReader, acts: MenuActs, platform: NodeJS.Platform): MenuItemConstructorOptions[] => {
  const mac = platform === 'darwin';
  const words = WORDS[language];
  const lists = role === null ? [] : menuBar(language, role);
  const commandsOf = (id: string): MenuItemConstructorOptions[] => {
    const items = lists.find((list) => list.id === id)?.items ?? [];
    return items.map((item) => ({
      id: item.id,
      label: item.label,
      click: () => acts.command(item.id),
      registerAccelerator: false,
      // On a Mac this key belongs to the text field's own undo; elsewhere the page hears it.
      ...(item.accelerator === null || (mac && item.id === 'undo.last') ? {} : { accelerator: item.accelerator }),
    }));
  };
  const parted = (above: MenuItemConstructorOptions[], below: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    above.length === 0 || below.length === 0 ? [...above, ...below] : [...above, LINE, ...below];

  const typing: MenuItemConstructorOptions[] = [
    ...(mac ? ([{ role: 'undo', label: words.undo }, { role: 'redo', label: words.redo }, LINE] as const) : []),
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
  ];
  const size: MenuItemConstructorOptions[] = [
    { id: 'zoom.in', label: words.larger, accelerator: 'CommandOrControl+Plus', click: () => acts.zoom('in') },
    { id: 'zoom.out', label: words.smaller, accelerator: 'CommandOrControl+-', click: () => acts.zoom('out') },
    { id: 'zoom.usual', label: words.usualSize, accelerator: 'CommandOrControl+0', click: () => acts.zoom('usual') },
  ];
  const quit: MenuItemConstructorOptions[] = mac ? [] : [{ id: 'quit', role: 'quit', label: words.quit }];
  const filled = (id: string, label: string, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    submenu.length === 0 ? [] : [{ id, label, submenu }];
  const others = lists.filter(({ id }) => id !== 'file' && id !== 'edit' && id !== 'help');
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    ...filled('file', words.file, parted(commandsOf('file'), quit)),
    ...filled('edit', words.edit, parted(commandsOf('edit'), typing)),
    ...others.map(({ id, label }) => ({ id, label, submenu: commandsOf(id) })),
    ...filled('view', words.view, size),
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    ...lists.filter(({ id }) => id === 'help').map(({ id, label }) => ({ id, label, submenu: commandsOf(id) })),
  ];
};

/** Every command the template carries, for whoever checks that none is missing. */
export const commandsIn = (template: readonly MenuItemConstructorOptions[]): readonly CommandId[] =>
  template
    .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    .flatMap(({ id }) => (id !== undefined && isCommandId(id) ? [id] : []));
