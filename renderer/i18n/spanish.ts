import type { english } from './english.ts';
import { board } from './es/board.ts';
import { columns } from './es/columns.ts';
import { common } from './es/common.ts';
import { desk } from './es/desk.ts';
import { choices, fields, groups } from './es/fields.ts';
import { form, lists } from './es/form.ts';
import { importing } from './es/import.ts';
import { inbox } from './es/inbox.ts';
import { looks } from './es/looks.ts';
import { merging } from './es/merging.ts';
import { office } from './es/office.ts';
import { outage } from './es/outage.ts';
import { parts } from './es/parts.ts';
import { chart, patients } from './es/patients.ts';
import { permissions } from './es/permissions.ts';
import { printing } from './es/printing.ts';
import { roles } from './es/roles.ts';
import { schedule } from './es/schedule.ts';
import { setUp } from './es/set-up.ts';
import { settings } from './es/settings.ts';
import { shell } from './es/shell.ts';
import { staff } from './es/staff.ts';
import { today } from './es/today.ts';
import { unlock } from './es/unlock.ts';
import type { Words } from './words.ts';

/** Every Spanish word of the interface. A key that English has and Spanish lacks does not compile. */
export const spanish: Words<typeof english> = {
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
