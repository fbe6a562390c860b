import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from '../../shared/contract.ts';
import { useReasonRequest } from './ask.ts';

const CODES = ['treatment', 'payment', 'operations', 'patient-request', 'emergency', 'other'] as const satisfies readonly Reason['code'][];

/** Asks why a restricted chart is opened. Without a reason it stays closed. */
export function ReasonDialog() {
  const { t } = useTranslation();
  const request = useReasonRequest((state) => state.request);
  const [code, setCode] = useState<Reason['code']>('treatment');
  const [text, setText] = useState('');
  const needsText = code === 'other' && text.trim() === '';

  const end = (reason: Reason | null) => {
    request?.give(reason);
    setCode('treatment');
    setText('');
  };
  return (
    <Modal
      opened={request !== null}
      onClose={() => end(null)}
      title={t('parts.reasonTitle')}
      closeButtonProps={{ 'aria-label': t('common.cancel') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!needsText) end(text.trim() === '' ? { code } : { code, text: text.trim() });
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label={t('parts.reasonLead')}
            value={code}
            onChange={(value) => setCode(CODES.find((one) => one === value) ?? 'treatment')}
          >
            <Stack gap="sm" mt="sm">
              {CODES.map((one, at) => (
                <Radio key={one} value={one} label={t(`parts.reason.${one}`)} data-autofocus={at === 0 || undefined} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('parts.reasonText')}
            description={needsText ? t('parts.reasonTextWhy') : undefined}
            value={text}
            maxLength={500}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => end(null)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={needsText}>
              {t('parts.reasonGive')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
