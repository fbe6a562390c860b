import { board } from './en/board.ts';
import { columns } from './en/columns.ts';
import { common } from './en/common.ts';
import { desk } from './en/desk.ts';
import { choices, fields, groups } from './en/fields.ts';
import { form, lists } from './en/form.ts';
import { importing } from './en/import.ts';
import { inbox } from './en/inbox.ts';
import { looks } from './en/looks.ts';
import { merging } from './en/merging.ts';
import { office } from './en/office.ts';
import { outage } from './en/outage.ts';
import { parts } from './en/parts.ts';
import { chart, patients } from './en/patients.ts';
import { permissions } from './en/permissions.ts';
import { printing } from './en/printing.ts';
import { roles } from './en/roles.ts';
import { schedule } from './en/schedule.ts';
import { setUp } from './en/set-up.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { staff } from './en/staff.ts';
import { today } from './en/today.ts';
import { unlock } from './en/unlock.ts';

/** Every English word of the interface, by area. To add an area: a file in en/, its twin in es/, one line here and in spanish.ts. */
export const english = {
  board,
  chart,
  choices,
  columns,
  common,
  desk,
  fields,
  form,
  groups,
  importing,
  inbox,
  lists,
  looks,
  merging,
  office,
  outage,
  parts,
  patients,
  permissions,
  printing,
  roles,
  schedule,
  settings,
  setUp,
  shell,
  staff,
  today,
  unlock,
};
