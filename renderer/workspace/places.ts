import {
  type Icon,
  IconCalendarTime,
  IconCalendarWeek,
  IconInbox,
  IconListSearch,
  IconSettings,
  IconTableImport,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { COMMANDS, type CommandId } from '../../shared/commands.ts';
import { may, type Permission, type Role } from '../../shared/permissions.ts';
import type { english } from '../i18n/english.ts';
import { ImportPlace } from '../import/import-place.tsx';
import { InboxPlace } from '../inbox/inbox-place.tsx';
import { OfficePlace } from '../officer/office.tsx';
import { PatientsPlace } from '../patients/patients-place.tsx';
import { SchedulePlace } from '../schedule/schedule-place.tsx';
import { SettingsPlace } from '../settings/settings-place.tsx';
import { TodayPlace } from './today.tsx';

type PlaceName = keyof typeof english.shell.place;

/** A place a person can stand: one entry of the rail. Its command (`place.<id>`) gives it its key, its menu entry and its permission. */
export interface Place {
  readonly id: PlaceName;
  readonly command: CommandId & `place.${PlaceName}`;
  readonly icon: Icon;
  readonly component: ComponentType;
}

/** The rail, in its order. To add a place: its command in shared/commands.ts, its word in the shell area, one line here. */
export const PLACES: readonly Place[] = [
  { id: 'today', command: 'place.today', icon: IconCalendarTime, component: TodayPlace },
  { id: 'schedule', command: 'place.schedule', icon: IconCalendarWeek, component: SchedulePlace },
  { id: 'inbox', command: 'place.inbox', icon: IconInbox, component: InboxPlace },
  { id: 'patients', command: 'place.patients', icon: IconUsers, component: PatientsPlace },
  { id: 'import', command: 'place.import', icon: IconTableImport, component: ImportPlace },
  { id: 'office', command: 'place.office', icon: IconListSearch, component: OfficePlace },
  { id: 'settings', command: 'place.settings', icon: IconSettings, component: SettingsPlace },
];

/** The places a role may stand in. */
export const placesOf = (role: Role): readonly Place[] =>
  PLACES.filter(({ command }) => {
    const permission: Permission | null = COMMANDS[command].permission;
    return permission === null || may(role, permission);
  });
