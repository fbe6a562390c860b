import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../shared/phi/patient.ts';
import { sentenceOf } from '../i18n/i18n.ts';
import { sayName } from '../ui/name.ts';
import { ask } from '../workspace/ask.ts';
import { useDesk } from './desk.ts';
import styles from './merge.module.css';
import { report } from './notice.ts';

interface Props {
  readonly stays: PatientChart;
  readonly goes: PatientChart;
  readonly takeFromMerged: string[];
  readonly onClose: () => void;
  readonly onMerged: () => void;
  /** One of the charts was changed since it was read. */
  readonly onStale: () => void;
}

/** Says in words what the merge will do, and asks once. */
export function MergeConfirm({ stays, goes, takeFromMerged, onClose, onMerged, onStale }: Props) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<string | null>(null);
  const name = sayName(stays.details);
  const back = async (mergeId: string) => {
    const answer = await ask('patient.unmerge', { mergeId, survivorId: stays.patientId, mergedId: goes.patientId });
    useDesk.getState().reread();
    return answer;
  };
  const merge = async () => {
    const answer = await ask('patient.merge', {
      survivorId: stays.patientId,
      survivorVersion: stays.version,
      mergedId: goes.patientId,
      mergedVersion: goes.version,
      takeFromMerged,
    });
    if (!answer.ok) {
      if (answer.code === 'changed-meanwhile') onStale();
      setFailure(sentenceOf(answer.code));
      return;
    }
    report(answer, t('chart.mergedDone', { mrn: goes.mrn, name }), (merged) => back(merged.mergeId));
    useDesk.getState().do({ what: 'look' });
    useDesk.getState().reread();
    onMerged();
  };
  return (
    <Modal opened onClose={onClose} title={t('merging.confirmTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <ul className={styles['consequences']}>
          <li>{t('merging.consequenceStays', { name, mrn: stays.mrn })}</li>
          <li>{t('merging.consequenceGoes', { name: sayName(goes.details), mrn: goes.mrn })}</li>
          <li>{t('merging.consequenceTaken', { count: takeFromMerged.length })}</li>
          <li>{t('merging.consequenceBack')}</li>
        </ul>
        {failure === null ? null : <p role="alert">{failure}</p>}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => void merge()}>{t('merging.merge')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
