import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { useCommand } from '../commands/handlers.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import { useKept } from '../workspace/kept.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { useDesk } from './desk.ts';
import styles from './merge.module.css';
import { MergeCompare, versionsOf } from './merge-compare.tsx';
import { MergePick } from './merge-pick.tsx';

interface Props {
  readonly chart: PatientChart;
  readonly otherId: string | null;
}

/** Merging two charts of one person: the other chart is found, both stand side by side, a person decides. */
export function MergeScreen({ chart, otherId }: Props) {
  const { t } = useTranslation();
  const root = useRef<HTMLElement>(null);
  const cancel = () => useDesk.getState().do({ what: 'look' });
  useCommand('layer.close', cancel, { within: root });
  return (
    <section ref={root} className={styles['merge']} aria-labelledby="merge-title">
      <div className={styles['head']}>
        <h1 id="merge-title">{t('merging.title')}</h1>
        <Button variant="default" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </div>
      {otherId === null ? <MergePick chart={chart} /> : <WithOther key={otherId} chart={chart} otherId={otherId} />}
    </section>
  );
}

const chartId = z.uuid().nullable();

function WithOther({ chart, otherId }: { readonly chart: PatientChart; readonly otherId: string }) {
  const { value: other, failure, again } = useAnswer('patient.open', { patientId: otherId });
  const [staying, setStaying] = useKept('merge.staying', chartId, null);
  if (failure !== null) return <p role="alert">{sentenceOf(failure.code)}</p>;
  if (other === null) return null;
  const swapped = staying === otherId;
  const [stays, goes] = swapped ? [other, chart] : [chart, other];
  const readAnew = () => {
    useDesk.getState().reread();
    again();
  };
  const versions = versionsOf(stays, goes);
  return <MergeCompare key={versions} stays={stays} goes={goes} onSwap={() => setStaying(goes.patientId)} onStale={readAnew} />;
}
