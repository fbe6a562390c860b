import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import { People } from './people.tsx';
import styles from './unlock.module.css';

/** Who says to be at the door: somebody of the list, or somebody by sign-in name (`chosen` is null). */
export function useWho(first: string | null) {
  const [chosen, choose] = useState(first);
  const [signInName, setSignInName] = useState('');
  const who = chosen === null ? { signInName } : { userId: chosen };
  return { chosen, choose, signInName, setSignInName, who };
}

interface WhoFormProps {
  readonly people: DoorStatus['people'];
  readonly who: ReturnType<typeof useWho>;
  readonly onSend: () => void;
  /** What proves it: password, code, and what else the form asks. */
  readonly children: ReactNode;
}

/** The names at the left, what proves it at the right. */
export function WhoForm({ people, who: { chosen, choose, signInName, setSignInName }, onSend, children }: WhoFormProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const toTheForm = () => form.current?.querySelector('input')?.focus();
  useEffect(toTheForm, []);
  return (
    <div className={styles['columns']}>
      {/* the sign-in name comes and goes with the choice: the focus follows after it was drawn */}
      <People people={people} chosen={chosen} onChoose={choose} onChosen={() => requestAnimationFrame(toTheForm)} />
      <Form ref={form} className={styles['form']} onSend={onSend}>
        {chosen === null ? (
          <TextField
            name="signInName"
            label={t('unlock.signInName')}
            autoComplete="username"
            spellCheck={false}
            required
            maxLength={40}
            value={signInName}
            onChange={setSignInName}
          />
        ) : null}
        {children}
      </Form>
    </div>
  );
}
