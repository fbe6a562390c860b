import * as z from 'zod';
import { plain } from '../contract.ts';

/** The keys of kept views, F2 to F9 without F6 (shared/commands.ts). */
export const SAVED_VIEW_KEYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** A way to look at the schedule that somebody keeps under a key. Without providers it is everybody. */
const savedView = z.strictObject({
  key: z.enum(SAVED_VIEW_KEYS),
  name: z.string().trim().min(1).max(40),
  view: z.enum(['day', 'week', 'list']),
  providerIds: z.array(z.uuid()).max(60),
  density: z.enum(['compact', 'comfortable']),
});
export type SavedView = z.infer<typeof savedView>;

/** The tables whose columns can be made wider and narrower. */
const SIZED_TABLES = ['audit-log', 'visit-list', 'import-columns', 'import-rows', 'chart-lookers', 'chart-history', 'chart-tasks'] as const;
export type SizedTable = (typeof SIZED_TABLES)[number];

/** How wide the columns of a table are, in percent of its width, in order. */
const columnShares = z.strictObject({
  table: z.enum(SIZED_TABLES),
  shares: z.array(z.number().min(1).max(100)).min(1).max(12),
});

/** How one person likes the screen. No PHI, no security. */
export const preferences = z.strictObject({
  language: z.enum(['en', 'es']),
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  density: z.enum(['compact', 'comfortable']),
  singleKeys: z.boolean(),
  scheduleViews: z.array(savedView).max(SAVED_VIEW_KEYS.length),
  columnShares: z.array(columnShares).max(SIZED_TABLES.length),
});
export type Preferences = z.infer<typeof preferences>;

const lockPolicy = z.strictObject({
  autoLockMinutes: z.int().min(1).max(15),
  clipboardClearSeconds: z.int().min(5).max(60),
  passwordOnlyHours: z.int().min(0).max(12),
});

/** Where this workstation stands (45 CFR 164.310(b), (c)): `publicPlace` where patients can see its screen. */
const place = z.strictObject({ publicPlace: z.boolean() });

export const settings = {
  'place.read': plain({ at: 'vault', input: z.strictObject({}), output: place, permission: 'self', action: null }),
  'place.write': plain({
    at: 'vault',
    input: place,
    output: place,
    permission: 'settings.manage',
    action: 'settings.change',
    effect: 'change',
  }),
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
