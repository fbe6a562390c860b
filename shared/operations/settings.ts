import * as z from 'zod';
import { plain } from '../contract.ts';

/** How one person likes the screen. No PHI, no security. */
export const preferences = z.strictObject({
  language: z.enum(['en', 'es']),
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  density: z.enum(['compact', 'comfortable']),
  singleKeys: z.boolean(),
});
export type Preferences = z.infer<typeof preferences>;

const lockPolicy = z.strictObject({
  autoLockMinutes: z.int().min(1).max(15),
  clipboardClearSeconds: z.int().min(5).max(60),
  passwordOnlyHours: z.int().min(0).max(12),
});

export const settings = {
  'preferences.read': plain({ at: 'vault', input: z.strictObject({}), output: preferences, permission: 'self', action: null }),
  'preferences.write': plain({ at: 'vault', input: preferences.partial(), output: preferences, permission: 'self', action: null }),
  'policy.read': plain({ at: 'vault', input: z.strictObject({}), output: lockPolicy, permission: 'self', action: null }),
  'policy.write': plain({
    at: 'vault',
    input: lockPolicy.partial(),
    output: lockPolicy,
    permission: 'settings.manage',
    action: 'settings.change',
    effect: 'change',
  }),
};
