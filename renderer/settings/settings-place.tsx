import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { Permission } from '../../shared/permissions.ts';
import { useKept } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { LockPolicy } from './lock-policy.tsx';
import { PasswordChange } from './password-change.tsx';
import { PermissionTable } from './permission-table.tsx';
import { PersonalPreferences } from './preferences.tsx';
import { ScheduleSettings } from './schedule-setup.tsx';
import styles from './settings.module.css';
import { Staff } from './staff.tsx';

const sectionId = z.enum(['preferences', 'password', 'lock', 'schedule', 'staff', 'permissions']);

interface Section {
  readonly id: z.infer<typeof sectionId>;
  readonly permission: Permission;
  readonly component: ComponentType;
}

const SECTIONS: readonly Section[] = [
  { id: 'preferences', permission: 'self', component: PersonalPreferences },
  { id: 'password', permission: 'self', component: PasswordChange },
  { id: 'lock', permission: 'self', component: LockPolicy },
  { id: 'schedule', permission: 'self', component: ScheduleSettings },
  { id: 'staff', permission: 'staff.read', component: Staff },
  { id: 'permissions', permission: 'self', component: PermissionTable },
];

/** One's own screen and password for everybody; the staff for those whose work it is; the rules in the open for all. */
export function SettingsPlace() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [chosen, setChosen] = useKept('settings.section', sectionId, 'preferences');
  const sections = SECTIONS.filter(({ permission }) => may(permission));
  const Shown = (sections.find(({ id }) => id === chosen) ?? sections[0])?.component;
  return (
    <div className={styles['settings']}>
      <nav className={styles['sections']} aria-label={t('shell.place.settings')}>
        {sections.map(({ id }) => (
          <button key={id} type="button" className={styles['section']} aria-current={id === chosen} onClick={() => setChosen(id)}>
            {t(`settings.section.${id}`)}
          </button>
        ))}
      </nav>
      <section className={styles['column']} aria-labelledby="settings-title">
        <h1 id="settings-title">{t(`settings.section.${chosen}`)}</h1>
        {Shown === undefined ? null : <Shown />}
      </section>
    </div>
  );
}
