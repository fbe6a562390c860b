import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Restriction, restriction } from '../../shared/phi/patient.ts';
import styles from './chart.module.css';

interface Props {
  /** Whose chart; null keeps the dialog closed. */
  readonly name: string | null;
  readonly onClose: () => void;
  readonly onChoose: (restriction: Restriction) => void;
}

/** Asks why a chart is to be restricted. */
export function RestrictDialog({ name, onClose, onChoose }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Restriction>('staff-member');
  return (
    <Modal
      opened={name !== null}
      onClose={onClose}
      title={t('chart.whichRestriction')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <strong>{name}</strong>
        <Radio.Group
          value={kind}
          onChange={(value) => setKind(restriction.catch(kind).parse(value))}
          description={t('chart.restrictHelp')}
          label={t('fields.restricted')}
        >
          <Stack gap="sm" className={styles['radios']}>
            {restriction.options.map((option) => (
              <Radio key={option} value={option} label={t(`choices.restriction.${option}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => onChoose(kind)}>{t('chart.restrict').replace(' …', '')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
