import { common } from './en/common.ts';
import { parts } from './en/parts.ts';
import { roles } from './en/roles.ts';
import { setUp } from './en/set-up.ts';
import { shell } from './en/shell.ts';
import { today } from './en/today.ts';
import { unlock } from './en/unlock.ts';

/** Every English word of the interface, by area. To add an area: a file in en/, its twin in es/, one line here and in spanish.ts. */
export const english = { common, parts, roles, setUp, shell, today, unlock };
