import { may, type Permission, type Role } from './permissions.ts';

/**
 * Every command a person can give, once. Menu bar, palette, shortcut sheet and documentation are drawn from this list.
 *
 * `shortcut` is written as on the key caps (`Ctrl+K`; Ctrl stands for Cmd on a Mac), or null for a command of menu and palette alone. `scope` says where it
 * counts: everywhere in the workspace, with a patient's chart or the office open, or only while a list or a form has the focus. A shortcut is unique within its
 * scope and never repeats one of `everywhere`. What has no menu has its place in the focus: the single keys of lists, and Escape.
 */
export interface Command {
  readonly en: string;
  readonly es: string;
  readonly shortcut: string | null;
  readonly scope: Scope;
  readonly menu: Menu | null;
  readonly permission: Permission | null;
}
export type Scope = 'everywhere' | 'patient' | 'office' | 'form' | 'list';
export type Menu = 'file' | 'edit' | 'go' | 'patient' | 'schedule' | 'office' | 'help';

const everywhere = { scope: 'everywhere', permission: null } as const;
/** Answered while a chart is looked at, and while the office is open: what a person may do there by a button. */
const ofChart = { scope: 'patient', shortcut: null, menu: 'patient' } as const;
const ofOffice = { scope: 'office', shortcut: null, menu: 'office' } as const;

export const COMMANDS = {
  'search.focus': { ...everywhere, en: 'Search', es: 'Buscar', shortcut: 'Ctrl+K', menu: 'go' },
  'place.today': { ...everywhere, en: 'Today', es: 'Hoy', shortcut: 'Alt+1', menu: 'go' },
  'place.schedule': { ...everywhere, en: 'Schedule', es: 'Agenda', shortcut: 'Alt+2', menu: 'go', permission: 'schedule.read' },
  'place.inbox': { ...everywhere, en: 'Inbox', es: 'Bandeja', shortcut: 'Alt+3', menu: 'go', permission: 'task.read' },
  'place.patients': { ...everywhere, en: 'Patients', es: 'Pacientes', shortcut: 'Alt+4', menu: 'go', permission: 'patient.find' },
  'place.import': { ...everywhere, en: 'Import', es: 'Importar', shortcut: 'Alt+5', menu: 'go', permission: 'import.run' },
  'place.office': { ...everywhere, en: 'Office', es: 'Oficina', shortcut: 'Alt+6', menu: 'go', permission: 'audit.read' },
  'place.settings': { ...everywhere, en: 'Settings', es: 'Ajustes', shortcut: 'Alt+7', menu: 'go' },
  'region.next': { ...everywhere, en: 'Next part of the screen', es: 'Siguiente parte de la pantalla', shortcut: 'F6', menu: 'go' },
  'region.previous': {
    ...everywhere,
    en: 'Previous part of the screen',
    es: 'Parte anterior de la pantalla',
    shortcut: 'Shift+F6',
    menu: 'go',
  },
  'columns.widths': { ...everywhere, en: 'Column widths', es: 'Ancho de las columnas', shortcut: null, menu: 'go' },
  'patient.new': {
    ...everywhere,
    en: 'New patient',
    es: 'Paciente nuevo',
    shortcut: 'Ctrl+N',
    menu: 'file',
    permission: 'patient.register',
  },
  'visit.walk-in': {
    ...everywhere,
    en: 'Walk-in',
    es: 'Paciente sin cita',
    shortcut: 'Ctrl+Shift+N',
    menu: 'file',
    permission: 'visit.progress',
  },
  'visit.park': {
    ...everywhere,
    en: 'Park the visit',
    es: 'Apartar la visita',
    shortcut: 'Ctrl+D',
    menu: 'schedule',
    permission: 'schedule.book',
  },
  'board.open': {
    ...everywhere,
    en: 'Board in a second window',
    es: 'Tablero en otra ventana',
    shortcut: 'Ctrl+Shift+B',
    menu: 'go',
    permission: 'schedule.read',
  },
  'message.take': {
    ...everywhere,
    en: 'Take a phone message',
    es: 'Anotar un recado telefónico',
    shortcut: 'Ctrl+M',
    menu: 'file',
    permission: 'task.write',
  },
  'task.new': { ...everywhere, en: 'New task', es: 'Tarea nueva', shortcut: 'Ctrl+Shift+T', menu: 'file', permission: 'task.write' },
  print: { ...everywhere, en: 'Print', es: 'Imprimir', shortcut: 'Ctrl+P', menu: 'file', permission: 'print' },
  'print.face-sheet': {
    ...everywhere,
    en: 'Print the face sheet',
    es: 'Imprimir la hoja de datos',
    shortcut: 'Ctrl+Shift+P',
    menu: 'patient',
    permission: 'print',
  },
  'print.label': { ...ofChart, en: 'Print a label', es: 'Imprimir una etiqueta', permission: 'print' },
  'patient.edit': { ...ofChart, en: 'Edit the chart', es: 'Editar el expediente', permission: 'patient.edit' },
  'patient.merge': { ...ofChart, en: 'Merge with another chart', es: 'Fusionar con otro expediente', permission: 'patient.merge' },
  'patient.restrict': {
    ...ofChart,
    en: 'Restrict the chart, or lift the restriction',
    es: 'Restringir el expediente o quitar la restricción',
    permission: 'patient.restrict',
  },
  'patient.archive': {
    ...ofChart,
    en: 'Archive the chart, or restore it',
    es: 'Archivar el expediente o restaurarlo',
    permission: 'patient.archive',
  },
  'log.verify': { ...ofOffice, en: 'Verify log', es: 'Verificar el registro', permission: 'audit.read' },
  'log.export': { ...ofOffice, en: 'Export log', es: 'Exportar el registro', permission: 'audit.export' },
  'form.save': { en: 'Save', es: 'Guardar', shortcut: 'Ctrl+Enter', scope: 'form', menu: 'file', permission: null },
  'schedule.next-free': {
    en: 'Next free times',
    es: 'Próximas horas libres',
    shortcut: 'Ctrl+.',
    scope: 'form',
    menu: 'schedule',
    permission: 'schedule.book',
  },
  'schedule.view-1': {
    ...everywhere,
    en: 'Schedule view 1',
    es: 'Vista 1 de la agenda',
    shortcut: 'F2',
    menu: 'schedule',
    permission: 'schedule.read',
  },
  'schedule.view-2': {
    ...everywhere,
    en: 'Schedule view 2',
    es: 'Vista 2 de la agenda',
    shortcut: 'F3',
    menu: 'schedule',
    permission: 'schedule.read',
  },
  'schedule.view-3': {
    ...everywhere,
    en: 'Schedule view 3',
    es: 'Vista 3 de la agenda',
    shortcut: 'F4',
    menu: 'schedule',
    permission: 'schedule.read',
  },
  'schedule.view-4': {
    ...everywhere,
    en: 'Schedule view 4',
    es: 'Vista 4 de la agenda',
    shortcut: 'F5',
    menu: 'schedule',
    permission: 'schedule.read',
  },
  'schedule.view-5': {
    ...everywhere,
    en: 'Schedule view 5',
    es: 'Vista 5 de la agenda',
    shortcut: 'F7',
    menu: 'schedule',
    permission: 'schedule.read',
  },
  'schedule.view-6': {
    ...everywhere,
    en: 'Schedule view 6',
    es: 'Vista 6 de la agenda',
    shortcut: 'F8',
    menu: 'schedule',
    permission: 'schedule.read',
  },
  'schedule.view-7': {
    ...everywhere,
    en: 'Schedule view 7',
    es: 'Vista 7 de la agenda',
    shortcut: 'F9',
    menu: 'schedule',
    permission: 'schedule.read',
  },
  'session.lock': { ...everywhere, en: 'Lock', es: 'Bloquear', shortcut: 'Ctrl+L', menu: 'file' },
  'session.sign-out': { ...everywhere, en: 'Sign out', es: 'Cerrar sesión', shortcut: 'Ctrl+Shift+L', menu: 'file' },
  'undo.last': { ...everywhere, en: 'Undo the last action', es: 'Deshacer la última acción', shortcut: 'Ctrl+Z', menu: 'edit' },
  'layer.close': { ...everywhere, en: 'Close the top layer', es: 'Cerrar la capa superior', shortcut: 'Escape', menu: null },
  'list.next': { en: 'Next line', es: 'Línea siguiente', shortcut: 'J', scope: 'list', menu: null, permission: null },
  'list.previous': { en: 'Previous line', es: 'Línea anterior', shortcut: 'K', scope: 'list', menu: null, permission: null },
  'list.search': { en: 'Search from a list', es: 'Buscar desde una lista', shortcut: '/', scope: 'list', menu: null, permission: null },
  'task.done': {
    en: 'Mark a task done',
    es: 'Marcar una tarea como hecha',
    shortcut: 'D',
    scope: 'list',
    menu: null,
    permission: 'task.write',
  },
  'task.assign': {
    en: 'Give a task to somebody',
    es: 'Asignar una tarea',
    shortcut: 'A',
    scope: 'list',
    menu: null,
    permission: 'task.write',
  },
  'task.reopen': { en: 'Task not done', es: 'Tarea sin hacer', shortcut: 'U', scope: 'list', menu: null, permission: 'task.write' },
  'task.chart': {
    en: 'Open the task’s chart',
    es: 'Abrir el expediente de la tarea',
    shortcut: 'O',
    scope: 'list',
    menu: null,
    permission: 'patient.read',
  },
  'task.say': { en: 'Comment on a task', es: 'Comentar una tarea', shortcut: 'C', scope: 'list', menu: null, permission: 'task.write' },
  'help.shortcuts': { ...everywhere, en: 'Keys', es: 'Teclas', shortcut: 'F1', menu: 'help' },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof COMMANDS;

export const isCommandId = (id: string): id is CommandId => Object.hasOwn(COMMANDS, id);
export const COMMAND_IDS: readonly CommandId[] = Object.keys(COMMANDS).filter(isCommandId);

const MENUS: readonly { readonly id: Menu; readonly en: string; readonly es: string }[] = [
  { id: 'file', en: 'File', es: 'Archivo' },
  { id: 'edit', en: 'Edit', es: 'Edición' },
  { id: 'go', en: 'Go', es: 'Ir' },
  { id: 'patient', en: 'Patient', es: 'Paciente' },
  { id: 'schedule', en: 'Schedule', es: 'Agenda' },
  { id: 'office', en: 'Office', es: 'Oficina' },
  { id: 'help', en: 'Help', es: 'Ayuda' },
];

/** One menu of the menu bar, ready to be made native. An accelerator of null means: no key, or a key that only counts in a form or list. */
export interface MenuList {
  readonly id: Menu;
  readonly label: string;
  readonly items: readonly { readonly id: CommandId; readonly label: string; readonly accelerator: string | null }[];
}

/** Whether a role may give a command at all; screens also need a handler for it. */
export const mayCommand = (role: Role, id: CommandId): boolean => {
  const { permission }: Command = COMMANDS[id];
  return permission === null || may(role, permission);
};

/** The menu bar of a signed-in person. Empty menus are left out. */
export const menuBar = (language: 'en' | 'es', role: Role): readonly MenuList[] =>
  MENUS.map((menu) => ({
    id: menu.id,
    label: menu[language],
    items: COMMAND_IDS.filter((id) => COMMANDS[id].menu === menu.id && mayCommand(role, id)).map((id) => ({
      id,
      label: COMMANDS[id][language],
      accelerator: COMMANDS[id].scope === 'everywhere' ? (COMMANDS[id].shortcut?.replace('Ctrl', 'CommandOrControl') ?? null) : null,
    })),
  })).filter((menu) => menu.items.length > 0);
