import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoorStatus } from '../../shared/operations/session.ts';
import type { Value } from '../../shared/operations/table.ts';
import { language } from '../i18n/i18n.ts';
import { CodeField } from '../ui/code-field.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { dateFormat } from '../ui/formats.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { Status } from '../ui/status.tsx';
import { useAct } from '../ui/use-act.ts';
import { Waiting } from '../ui/waiting.tsx';
import { door } from './door.ts';
import styles from './unlock.module.css';
import { useDoor } from './use-door.ts';
import { useWho, WhoForm } from './who.tsx';

type Kept = Value<'door.outage-list'>;

interface PrintOutageProps {
  readonly people: DoorStatus['people'];
  /** Why the try before this page was turned away. */
  readonly refused: DoorStatus['refused'];
  readonly onEnd: () => void;
}

/** A print system that hangs is waited for; one that answers is there before this. */
const SLOW_MS = 400;

/** The way to today's names when the records can't be opened: what is kept here, and who wants it printed. */
export function PrintOutage({ people, refused, onEnd }: PrintOutageProps) {
  const { t } = useTranslation();
  const { failure, act } = useAct();
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    void act(() => door['door.outage-list']({})).then(setKept);
  }, [act]);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  const some = kept !== null && kept.days.length > 0;
  return (
    <>
      <h1>{t('outage.title')}</h1>
      <p>{t('outage.lead')}</p>
      {kept === null || some ? null : <p>{t('outage.none')}</p>}
      {kept === null && failure === null ? <Waiting slow={slow} /> : null}
      {some ? <Prove kept={kept} people={people} refused={refused} onEnd={onEnd} /> : null}
      {some ? null : (
        <>
          <ErrorSummary failure={failure} />
          <div className={styles['actions']}>
            <Button variant="default" autoFocus onClick={onEnd}>
              {t('common.back')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** Today, or the next day that is kept. */
const firstOf = ({ days, today }: Kept): string => days.find((day) => day >= today) ?? days.at(-1) ?? '';

function Prove({ kept, people, refused, onEnd }: PrintOutageProps & { readonly kept: Kept }) {
  const { t } = useTranslation();
  const { busy, failure, tell } = useDoor();
  const who = useWho(refused === null ? (people[0]?.userId ?? null) : refused.userId);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [day, setDay] = useState(() => firstOf(kept));
  const [printer, setPrinter] = useState(kept.usual ?? kept.printers[0] ?? '');
  const { problem } = kept;

  const print = async () => {
    await tell('door.print-outage-list', { ...who.who, password, code, day, printer, language: language() });
    setPassword('');
    setCode('');
  };

  const stands = failure ?? (busy ? null : refused) ?? (problem === null ? null : { code: problem });
  return (
    <WhoForm people={people} who={who} onSend={() => void print()}>
      <ErrorSummary failure={stands} />
      <PasswordField name="password" label={t('unlock.password')} value={password} onChange={setPassword} />
      <CodeField required value={code} onChange={setCode} />
      <NativeSelect
        label={t('outage.day')}
        description={kept.madeAt === null ? null : t('outage.madeAt', { when: sayMoment(kept.madeAt, kept.timeZone) })}
        data={kept.days.map((one) => ({ value: one, label: sayDay(one) }))}
        value={day}
        onChange={({ currentTarget }) => setDay(currentTarget.value)}
      />
      {kept.printers.length === 0 ? null : (
        <NativeSelect
          label={t('printing.printer')}
          data={[...kept.printers]}
          value={printer}
          onChange={({ currentTarget }) => setPrinter(currentTarget.value)}
        />
      )}
      {problem === null && kept.printers.length === 0 ? <Status kind="attention">{t('printing.noPrinters')}</Status> : null}
      <div className={styles['actions']}>
        <Button variant="default" onClick={onEnd}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={busy || printer === ''}>
          {t(busy ? 'outage.printing' : 'outage.print')}
        </Button>
      </div>
    </WhoForm>
  );
}

const sayMoment = (at: number, timeZone: string): string =>
  dateFormat(language(), { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);

const sayDay = (day: string): string => dateFormat(language(), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
