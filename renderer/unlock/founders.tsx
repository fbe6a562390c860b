import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInName as signInNameSchema } from '../../shared/operations/staff.ts';
import type { Asked } from '../../shared/operations/table.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { NewPassword } from './new-password.tsx';
import styles from './unlock.module.css';
import type { DoorFailure } from './use-door.ts';

interface FoundersProps {
  readonly busy: boolean;
  readonly failure: DoorFailure | null;
  readonly onDone: (input: Asked<'door.set-up'>) => void;
}

const EMPTY = { practice: '', workstation: '', ownerName: '', signInName: '' };

/** Who founds what: the practice, this workstation, the owner. */
export function Founders({ busy, failure, onDone }: FoundersProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState(EMPTY);
  const [password, setPassword] = useState('');
  const [solo, setSolo] = useState(false);
  const field = (name: keyof typeof EMPTY) => ({
    name,
    required: true,
    withAsterisk: false,
    maxLength: 120,
    autoComplete: 'off',
    value: words[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setWords((before) => ({ ...before, [name]: value }));
    },
  });
  const oddName = words.signInName !== '' && !signInNameSchema.safeParse(words.signInName).success;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!oddName) onDone({ ...words, password, solo });
  };
  return (
    <form className={styles['form']} onSubmit={send}>
      <h1>{t('setUp.practiceTitle')}</h1>
      <ErrorSummary failure={failure} />
      <TextInput label={t('setUp.practice')} autoFocus {...field('practice')} />
      <TextInput label={t('setUp.workstation')} description={t('setUp.workstationHelp')} {...field('workstation')} />
      <TextInput label={t('setUp.ownerName')} {...field('ownerName')} />
      <TextInput
        label={t('unlock.signInName')}
        description={t('setUp.signInNameHelp')}
        spellCheck={false}
        error={oddName ? t('setUp.signInNameOdd') : null}
        {...field('signInName')}
      />
      <NewPassword value={password} onChange={setPassword} about={Object.values(words)} />
      <Checkbox
        label={t('setUp.solo')}
        description={t('setUp.soloHelp')}
        checked={solo}
        onChange={(event) => setSolo(event.currentTarget.checked)}
      />
      <div className={styles['actions']}>
        <Button type="submit" disabled={busy}>
          {t('common.continue')}
        </Button>
      </div>
    </form>
  );
}
