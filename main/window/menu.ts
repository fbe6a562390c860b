import { Menu } from 'electron';
import { COMMAND_IDS, type CommandId } from '../../shared/commands.ts';
import { type MenuActs, type MenuReader, menuTemplate } from './menu-template.ts';

/** The menu bar of whoever sits here now. What the page on the screen has no use for at the moment is grey. */
export class MenuBar {
  readonly #acts: MenuActs;
  /** Null until a page has said what it answers. */
  #answered: ReadonlySet<CommandId> | null = null;

  constructor(acts: MenuActs) {
    this.#acts = acts;
  }

  show(reader: MenuReader): void {
    if (reader.role === null) this.#answered = null;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(reader, this.#acts, process.platform)));
    this.#gray();
  }

  /** What the page answers from now on. */
  offer(commands: readonly CommandId[]): void {
    this.#answered = new Set(commands);
    this.#gray();
  }

  #gray(): void {
    const menu = Menu.getApplicationMenu();
    for (const id of COMMAND_IDS) {
      const item = menu?.getMenuItemById(id) ?? null;
      if (item !== null) item.enabled = this.#answered === null || this.#answered.has(id);
    }
  }
}
