import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_FINDINGS, type AuditFinding } from '../../shared/audit-findings.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { AuditVerification } from '../../shared/operations/audit.ts';
import { useCommand } from '../commands/handlers.ts';
import { language } from '../i18n/i18n.ts';
import { count } from '../ui/clock.ts';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { Status } from '../ui/status.tsx';
import { ask } from '../workspace/ask.ts';
import { useSession } from '../workspace/session.tsx';
import { AcceptFinding } from './accept-finding.tsx';
import styles from './office.module.css';

type Problem = { readonly code: FailureCode } | null;

/** Whether the log can be trusted, asked and answered on screen, and the log as a file for somebody else to ask. */
export function Proof() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [check, setCheck] = useState<AuditVerification | null>(null);
  const [saved, setSaved] = useState<{ readonly entries: number; readonly head: string } | null>(null);
  const [problem, setProblem] = useState<Problem>(null);
  const running = check?.state === 'running';

  const verify = async () => {
    setProblem(null);
    setSaved(null);
    for (let restart = true; ; restart = false) {
      const answer = await ask('audit.verify', { restart });
      if (!answer.ok) {
        setCheck(null);
        setProblem(answer);
        return;
      }
      setCheck(answer.value);
      if (answer.value.state !== 'running') return;
    }
  };
  const save = async () => {
    setProblem(null);
    const answer = await ask('audit.export', {});
    if (!answer.ok) setProblem(answer);
    else if (answer.value.saved && answer.value.head !== null) setSaved({ entries: answer.value.entries, head: answer.value.head });
  };

  useCommand('log.verify', () => void verify(), { enabled: !running });
  useCommand('log.export', () => void save(), { enabled: may('audit.export') });

  return (
    <div className={styles['proof']}>
      <div className={styles['buttons']}>
        <Button variant="default" disabled={running} onClick={() => void verify()}>
          {t('office.verify')}
        </Button>
        {may('audit.export') ? (
          <Button variant="default" onClick={() => void save()}>
            {t('office.export')}
          </Button>
        ) : null}
      </div>
      <div className={styles['verdict']} aria-live="polite">
        {problem === null ? null : <FailureNotice failure={problem} />}
        {running ? (
          <Progress label={t('office.verifying')} done={check.done} total={check.total === 0 ? null : check.total} />
        ) : check === null ? null : (
          <Verdict check={check} />
        )}
        <Found />
        {saved === null ? null : (
          <p className={styles['head-kept']}>{t('office.exported', { formatted: count(saved.entries), head: saved.head })}</p>
        )}
      </div>
    </div>
  );
}

function Verdict({ check }: { readonly check: AuditVerification }) {
  const { t } = useTranslation();
  return (
    <>
      {check.finding === null ? (
        <p>
          <Status kind="good">{t('office.intact')}</Status>{' '}
          {t('office.intactSentence', { count: check.done, formatted: count(check.done) })}{' '}
          <span className={styles['dim']}>{t(check.anchored ? 'office.anchored' : 'office.notAnchored')}</span>
        </p>
      ) : (
        <p role="alert">
          <Status kind="alert">{t('office.broken')}</Status> <Said finding={check.finding} /> {t('office.doNow')}
        </p>
      )}
      {check.notes.length === 0 ? null : (
        <details>
          <summary>
            {t('office.notes')}: {count(check.notes.length)}
          </summary>
          <ul className={styles['notes']}>
            {check.notes.map((note) => (
              <li key={`${note.kind} ${note.seq}`}>
                <Said finding={note} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What the continual check found, and the decision to go on. */
function Found() {
  const { t } = useTranslation();
  const { status, may } = useSession();
  const [accepted, setAccepted] = useState(false);
  const { finding } = status.log;
  if (accepted) return <p role="status">{t('office.accepted')}</p>;
  if (finding === null) return null;
  return (
    <section aria-label={t('office.found')}>
      <p role="alert">
        <Status kind="alert">{t('office.broken')}</Status> <Said finding={finding} /> {t('office.doNow')}
      </p>
      {may('audit.decide-rollback') ? <AcceptFinding seq={finding.seq} onAccepted={() => setAccepted(true)} /> : null}
    </section>
  );
}

function Said({ finding: { kind, seq, until } }: { readonly finding: AuditFinding }) {
  const { t } = useTranslation();
  const where = seq === until ? t('office.atEntry', { seq: count(seq) }) : t('office.atEntries', { seq: count(seq), until: count(until) });
  return (
    <>
      <strong>{where}.</strong> {AUDIT_FINDINGS[kind][language()]}
    </>
  );
}
