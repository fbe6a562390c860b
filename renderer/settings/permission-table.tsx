import { IconCheck } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import {
  ASSIGNED_ONLY,
  HIDDEN_FIELDS,
  HIDDEN_IN_LISTS,
  HIDDEN_OF_VISITS,
  may,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from '../../shared/permissions.ts';
import { CHART_LISTS } from '../../shared/phi/patient.ts';
import styles from './settings.module.css';

const isPermission = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name);
const ALL = Object.keys(PERMISSIONS).filter(isPermission);

/** Fields, whole lists, and of the other lists the parts. */
const hiddenWords = (t: TFunction, role: Role): string => {
  const fields = HIDDEN_FIELDS[role].map((field) => t(`fields.${field}`));
  const lists = CHART_LISTS.flatMap((list) => {
    const parts = HIDDEN_IN_LISTS[role][list];
    if (parts === undefined) return [];
    const name = t(`fields.${list}`);
    return [parts === 'all' ? name : `${name} (${parts.map((part) => t(`lists.${part}`, { defaultValue: part })).join(', ')})`];
  });
  const parts = (HIDDEN_OF_VISITS[role] ?? []).map((part) => t(`permissions.visitParts.${part}`));
  return [...fields, ...lists, ...parts].join(', ') || t('permissions.hiddenNone');
};

/** The tables of shared/permissions.ts, as the gate itself reads them. */
export function PermissionTable() {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles['dim']}>
        {t('permissions.lead')} {t('permissions.enforcementLead')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className={styles['scroll']} aria-label={t('permissions.permission')} tabIndex={0}>
        <table className={`${styles['table']} ${styles['matrix']}`}>
          <thead>
            <tr>
              <th scope="col">{t('permissions.permission')}</th>
              {ROLES.map((role) => (
                <th key={role} scope="col">
                  {t(`roles.${role}`)}
                </th>
              ))}
              <th scope="col">{t('permissions.enforcedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {ALL.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(`permissions.${permission}`)}</th>
                {ROLES.map((role) => (
                  <td key={role}>
                    {may(role, permission) ? <IconCheck size={16} aria-hidden /> : null}
                    <span className="visually-hidden">{t(may(role, permission) ? 'permissions.yes' : 'permissions.no')}</span>
                  </td>
                ))}
                <td className={styles['short']}>{t(`permissions.enforcement.${PERMISSIONS[permission].enforcedBy}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <h2>{t('permissions.hiddenTitle')}</h2>
      <table className={styles['table']}>
        <tbody>
          {ROLES.map((role) => (
            <tr key={role}>
              <th scope="row">{t(`roles.${role}`)}</th>
              <td>
                {ASSIGNED_ONLY.has(role) ? `${t('permissions.assignedOnly')} ` : null}
                {hiddenWords(t, role)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
