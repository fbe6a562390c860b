import { Menu } from 'electron';
import { type MenuActs, type MenuReader, menuTemplate } from './menu-template.ts';

/** Puts up the menu bar of whoever sits here now. */
export const showMenu = (reader: MenuReader, acts: MenuActs): void => {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(reader, acts, process.platform)));
};
