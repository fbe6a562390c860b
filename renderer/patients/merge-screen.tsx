import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { useCommand } from '../commands/handlers.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { useDesk } from './desk.ts';
import styles from './merge.module.css';
import { MergeCompare } from './merge-compare.tsx';
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

function WithOther({ chart, otherId }: { readonly chart: PatientChart; readonly otherId: string }) {
  const { value: other, failure, again } = useAnswer('patient.open', { patientId: otherId });
  const [swapped, setSwapped] = useState(false);
  if (failure !== null) return <p role="alert">{sentenceOf(failure.code)}</p>;
  if (other === null) return null;
  const [stays, goes] = swapped ? [other, chart] : [chart, other];
  const readAnew = () => {
    useDesk.getState().reread();
    again();
  };
  const versions = `${stays.patientId} ${stays.version} ${goes.version}`;
  return <MergeCompare key={versions} stays={stays} goes={goes} onSwap={() => setSwapped(!swapped)} onStale={readAnew} />;
}
