import type { english } from './english.ts';
import { common } from './es/common.ts';
import { office } from './es/office.ts';
import { parts } from './es/parts.ts';
import { roles } from './es/roles.ts';
import { shell } from './es/shell.ts';
import { today } from './es/today.ts';
import type { Words } from './words.ts';

/** Every Spanish word of the interface. A key that English has and Spanish lacks does not compile. */
export const spanish: Words<typeof english> = { common, parts, office, roles, shell, today };
