import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SIGN_IN_NAME } from '../../shared/door-terms.ts';
import type { Asked } from '../../shared/operations/table.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { Refusal } from '../ui/use-act.ts';
import { NewPassword } from './new-password.tsx';
import styles from './unlock.module.css';

interface FoundersProps {
  readonly busy: boolean;
  readonly failure: Refusal | null;
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
    value: words[name],
    onChange: (text: string) => setWords((before) => ({ ...before, [name]: text })),
  });
  const oddName = words.signInName !== '' && !SIGN_IN_NAME.test(words.signInName.trim().toLowerCase());
  const send = () => {
    if (!oddName) onDone({ ...words, password, solo });
  };
  return (
    <Form className={styles['form']} onSend={send}>
      <h1>{t('setUp.practiceTitle')}</h1>
      <ErrorSummary failure={failure} />
      <TextField label={t('setUp.practice')} autoFocus {...field('practice')} />
      <TextField label={t('setUp.workstation')} description={t('setUp.workstationHelp')} {...field('workstation')} />
      <TextField label={t('setUp.ownerName')} {...field('ownerName')} />
      <TextField
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
    </Form>
  );
}
