import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { Reason } from '../../shared/contract.ts';
import { useReasonRequest } from './ask.ts';
import { useKeptForm } from './kept.ts';

const CODES = ['treatment', 'payment', 'operations', 'patient-request', 'emergency', 'other'] as const satisfies readonly Reason['code'][];

const reason = z.strictObject({ code: z.enum(CODES), text: z.string().max(500) });
const UNTYPED: z.infer<typeof reason> = { code: 'treatment', text: '' };

/** Asks why a restricted chart is opened. Without a reason it stays closed. */
export function ReasonDialog() {
  const { t } = useTranslation();
  const request = useReasonRequest((state) => state.request);
  const [begun, begin] = useKeptForm('reason', reason);
  const typed = begun ?? UNTYPED;
  const { code, text } = typed;
  const needsText = code === 'other' && text.trim() === '';

  const end = (given: Reason | null) => {
    request?.give(given);
    begin(null);
  };
  return (
    <Modal
      data-region="reason-dialog"
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
            onChange={(value) => begin({ ...typed, code: CODES.find((one) => one === value) ?? 'treatment' })}
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
            onChange={(event) => begin({ ...typed, text: event.currentTarget.value })}
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
