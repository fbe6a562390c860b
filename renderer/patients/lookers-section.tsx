import { Button, Table } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartLook } from '../../shared/phi/patient.ts';
import { english } from '../i18n/english.ts';
import { fullMoment } from '../ui/clock.ts';
import { ColumnHeads } from '../ui/columns/column-heads.tsx';
import { useColumns } from '../ui/columns/use-columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { useAnswer } from '../workspace/use-answer.ts';
import styles from './chart.module.css';

/** Who looked at this chart, when and why (45 CFR 164.312(b)); newest first, a page at a time. Asking is itself recorded. */
export function LookersSection({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation();
  const columns = useColumns('chart-lookers', 5);
  const [before, setBefore] = useState<number | null>(null);
  const [earlier, setEarlier] = useState<readonly ChartLook[]>([]);
  const [shown, setShown] = useState<readonly ChartLook[] | null>(null);
  const { value, failure, loading, slow, again } = useAnswer('patient.lookers', {
    patientId,
    ...(before === null ? {} : { beforeSeq: before }),
  });
  useEffect(() => {
    if (value !== null && !loading) setShown([...earlier, ...value.looks]);
  }, [value, loading, earlier]);

  if (failure !== null) return <FailureNotice failure={failure} again={again} />;
  if (shown === null) return <Waiting slow={slow} />;
  if (shown.length === 0) return <EmptyState title={t('looks.nobody')} sentence={t('looks.nobodyHint')} />;
  const next = value?.nextBefore ?? null;
  return (
    <>
      {value?.catchingUp === true ? <p className={styles['dim']}>{t('looks.catchingUp')}</p> : null}
      <Table className={styles['table']} {...columns.table}>
        <Table.Thead>
          <Table.Tr ref={columns.row}>
            <ColumnHeads
              of={columns}
              cell={Table.Th}
              names={[t('chart.when'), t('chart.who'), t('chart.did'), t('chart.outcome'), t('chart.reason')]}
            />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((look) => (
            <Table.Tr key={look.seq}>
              <Table.Td className={styles['when']}>{fullMoment(look.at)}</Table.Td>
              <Table.Th scope="row">
                {look.by}
                <span className={styles['place']}>{isRole(look.role) ? t(`roles.${look.role}`) : look.role}</span>
              </Table.Th>
              <Table.Td>{didWords(t, look.action)}</Table.Td>
              <Table.Td>{isOutcome(look.outcome) ? t(`looks.ended.${look.outcome}`) : look.outcome}</Table.Td>
              <Table.Td>{look.reason !== null && isReason(look.reason) ? t(`parts.reason.${look.reason}`) : look.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {next === null ? null : (
        <Button
          variant="default"
          onClick={() => {
            setEarlier(shown);
            setBefore(next);
          }}
        >
          {t('looks.earlier')}
        </Button>
      )}
    </>
  );
}

const isRole = (role: string): role is keyof typeof english.roles => Object.hasOwn(english.roles, role);
const isOutcome = (outcome: string): outcome is keyof typeof english.looks.ended => Object.hasOwn(english.looks.ended, outcome);
const isReason = (reason: string): reason is keyof typeof english.parts.reason => Object.hasOwn(english.parts.reason, reason);
const isDeed = (action: string): action is keyof typeof english.looks.did => Object.hasOwn(english.looks.did, action);

const didWords = (t: TFunction, action: string): string => (isDeed(action) ? t(`looks.did.${action}`) : action);
