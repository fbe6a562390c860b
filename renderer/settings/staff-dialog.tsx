import { Button, Modal, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInName as signInNameSchema } from '../../shared/operations/staff.ts';
import { ASSIGNED_ONLY, ROLES } from '../../shared/permissions.ts';
import { useCommand } from '../commands/handlers.ts';
import { CodeField } from '../ui/code-field.tsx';
import { DateField } from '../ui/date-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useAct } from '../ui/use-act.ts';
import { ask } from '../workspace/ask.ts';
import type { OneTime } from './one-time-password.tsx';
import styles from './settings.module.css';
import type { StaffDeed, StaffForm } from './staff-form.ts';

interface StaffDialogProps {
  readonly deed: StaffDeed;
  readonly form: StaffForm;
  readonly onType: (form: StaffForm) => void;
  readonly onClose: () => void;
  readonly onDone: (words: string | null, oneTime: OneTime | null) => void;
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** One change of somebody's rights: who, what, and the acting person's fresh code. */
export function StaffDialog({ deed, form: typed, onType, onClose, onDone }: StaffDialogProps) {
  const { t } = useTranslation();
  const { busy, failure, act } = useAct();
  const member = deed.kind === 'add' ? null : deed.member;
  const { name, signInName, role, ends } = typed;
  const type = (part: Partial<StaffForm>) => onType({ ...typed, ...part });
  const [code, setCode] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useCommand('form.save', () => form.current?.requestSubmit(), { within: form });

  const choosesRole = deed.kind === 'add' || deed.kind === 'change';
  const oddName = signInName !== '' && !signInNameSchema.safeParse(signInName).success;
  const oddEnd = ends !== '' && !ISO.test(ends);
  const endsOn = ends === '' ? null : ends;

  const done = async (): Promise<void> => {
    if (deed.kind === 'add') {
      const made = await act(() => ask('staff.add', { name, signInName, role, endsOn, code }));
      if (made !== null) onDone(null, { name, signInName: signInName.trim().toLowerCase(), password: made.oneTimePassword });
      return;
    }
    const { userId } = deed.member;
    if (deed.kind === 'change') {
      const changed = await act(() => ask('staff.change-role', { userId, role, endsOn, code }));
      if (changed !== null) onDone(t('staff.changed', { name: changed.name, role: t(`roles.${changed.role}`) }), null);
    } else if (deed.kind === 'reset') {
      const made = await act(() => ask('staff.reset', { userId, code }));
      if (made !== null) onDone(null, { name: deed.member.name, signInName: deed.member.signInName, password: made.oneTimePassword });
    } else {
      const gone = await act(() => ask('staff.remove', { userId, code }));
      const words = gone?.rotation === 'pending' ? 'staff.removedPending' : 'staff.removed';
      if (gone !== null) onDone(t(words, { name: deed.member.name }), null);
    }
  };
  const send = () => {
    if (oddName || oddEnd) return;
    void done().then(() => setCode(''));
  };

  const who = { name: member?.name ?? '' };
  return (
    <Modal
      data-region="staff-dialog"
      opened
      onClose={onClose}
      title={deed.kind === 'add' ? t('staff.add') : t(`staff.${deed.kind}Title`, who)}
      closeButtonProps={{ 'aria-label': t('common.cancel') }}
    >
      <Form ref={form} className={styles['column']} onSend={send}>
        {deed.kind === 'reset' || deed.kind === 'remove' ? <p>{t(`staff.${deed.kind}Lead`, who)}</p> : null}
        <ErrorSummary failure={failure} />
        {deed.kind === 'add' ? (
          <>
            <TextField
              name="name"
              label={t('staff.name')}
              data-autofocus
              required
              value={name}
              onChange={(value) => type({ name: value })}
            />
            <TextField
              name="signInName"
              label={t('staff.signInName')}
              description={t('setUp.signInNameHelp')}
              error={oddName ? t('setUp.signInNameOdd') : null}
              required
              spellCheck={false}
              maxLength={40}
              value={signInName}
              onChange={(value) => type({ signInName: value })}
            />
          </>
        ) : null}
        {choosesRole ? (
          <>
            <NativeSelect
              name="role"
              label={t('staff.role')}
              value={role}
              data={ROLES.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
              onChange={(event) => type({ role: ROLES.find((one) => one === event.currentTarget.value) ?? role })}
            />
            <DateField
              name="endsOn"
              kind="any"
              help={null}
              label={t('staff.ends')}
              required={ASSIGNED_ONLY.has(role)}
              withAsterisk={false}
              value={ends}
              onChange={(value) => type({ ends: value })}
            />
            <p className={styles['dim']}>{t(ASSIGNED_ONLY.has(role) ? 'staff.endsNeeded' : 'staff.endsHelp')}</p>
          </>
        ) : null}
        <CodeField description={t('parts.freshCodeWhy')} required value={code} onChange={setCode} />
        <div className={styles['actions']} data-acts>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={busy}>
            {deed.kind === 'add' ? t('staff.add') : t(`staff.${deed.kind}`)}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
