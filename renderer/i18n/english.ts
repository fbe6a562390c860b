import { common } from './en/common.ts';
import { office } from './en/office.ts';
import { parts } from './en/parts.ts';
import { roles } from './en/roles.ts';
import { shell } from './en/shell.ts';
import { today } from './en/today.ts';

/** Every English word of the interface, by area. To add an area: a file in en/, its twin in es/, one line here and in spanish.ts. */
export const english = { common, parts, office, roles, shell, today };
