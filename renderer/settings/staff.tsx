import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMember } from '../../shared/operations/staff.ts';
import { language } from '../i18n/i18n.ts';
import { sayDate } from '../ui/civil-date.ts';
import { shortInstant } from '../ui/clock.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Status, type StatusKind } from '../ui/status.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useKeptForm } from '../workspace/kept.ts';
import { useSession } from '../workspace/session.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import { type OneTime, OneTimePassword } from './one-time-password.tsx';
import styles from './settings.module.css';
import { StaffDialog } from './staff-dialog.tsx';
import { beginDeed, deedOf, staffForm } from './staff-form.ts';

const KINDS: Readonly<Record<StaffMember['state'], StatusKind>> = { new: 'info', active: 'good', barred: 'alert', removed: 'quiet' };

/** Who works here, and what they may do; changed only with a fresh code. */
export function Staff() {
  const { t } = useTranslation();
  const { status, may } = useSession();
  const { value, failure, slow, again } = useAnswer('staff.list', {});
  const [begun, begin] = useKeptForm('staff', staffForm);
  const [oneTime, setOneTime] = useState<OneTime | null>(null);
  const [done, setDone] = useState<string | null>(null);

  if (failure !== null) return <FailureNotice failure={failure} again={again} />;
  if (value === null) return <Waiting slow={slow} />;
  const mayManage = may('staff.manage');
  const deed = begun === null ? null : deedOf(begun, value.members);
  const finish = (words: string | null, made: OneTime | null) => {
    begin(null);
    setDone(words);
    setOneTime(made);
    again();
  };
  return (
    <>
      <p className={styles['dim']}>{t('staff.lead')}</p>
      {mayManage ? (
        <div className={`${styles['actions']} ${styles['start']}`}>
          <Button onClick={() => begin(beginDeed('add', null))}>{t('staff.add')}</Button>
        </div>
      ) : null}
      <div role="status">{done === null ? null : <Status kind="good">{done}</Status>}</div>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('staff.name')}</th>
            <th scope="col">{t('staff.role')}</th>
            <th scope="col">{t('staff.state')}</th>
            <th scope="col">{t('staff.lastSignIn')}</th>
            {mayManage ? (
              <th scope="col">
                <span className="visually-hidden">{t('staff.actions')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {value.members.map((member) => {
            const me = member.userId === status.userId;
            const gone = member.state === 'removed';
            return (
              <tr key={member.userId} className={gone ? styles['gone'] : undefined}>
                <th scope="row">
                  {member.name} <span className={styles['dim']}>({me ? t('staff.you') : member.signInName})</span>
                </th>
                <td>
                  {t(`roles.${member.role}`)}
                  {member.endsOn === null ? null : (
                    <span className={`${styles['dim']} ${styles['below']}`}>
                      {t('staff.ends')} {sayDate(member.endsOn, language())}
                    </span>
                  )}
                </td>
                <td className={styles['short']}>
                  <Status kind={KINDS[member.state]}>{t(`staff.states.${member.state}`)}</Status>
                </td>
                <td className={styles['short']}>{member.lastSignIn === null ? t('staff.never') : shortInstant(member.lastSignIn)}</td>
                {mayManage ? (
                  <td>
                    {gone ? null : (
                      <div className={styles['buttons']}>
                        {(['change', 'reset', 'remove'] as const).map((kind) => (
                          <Button
                            key={kind}
                            size="compact-sm"
                            variant="subtle"
                            aria-label={`${t(`staff.${kind}`)}: ${member.name}`}
                            onClick={() => begin(beginDeed(kind, member))}
                          >
                            {t(`staff.${kind}`)}
                          </Button>
                        ))}
                      </div>
                    )}
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
      {deed === null || begun === null ? null : (
        <StaffDialog deed={deed} form={begun} onType={begin} onClose={() => begin(null)} onDone={finish} />
      )}
      {oneTime === null ? null : <OneTimePassword oneTime={oneTime} onClose={() => setOneTime(null)} />}
    </>
  );
}
