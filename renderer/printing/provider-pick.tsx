import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../workspace/use-answer.ts';

interface ProviderPickProps {
  readonly providerId: string | null;
  readonly onPick: (providerId: string | null) => void;
}

/** Whose day is printed: one provider's, or everybody's. */
export function ProviderPick({ providerId, onPick }: ProviderPickProps) {
  const { t } = useTranslation();
  const { value: setup } = useAnswer('schedule.setup', {});
  const providers = setup?.providers.filter((one) => one.active || one.providerId === providerId) ?? [];
  return (
    <NativeSelect
      label={t('printing.whose')}
      data={[{ value: '', label: t('printing.everybody') }, ...providers.map((one) => ({ value: one.providerId, label: one.name }))]}
      value={providerId ?? ''}
      onChange={({ currentTarget }) => onPick(currentTarget.value === '' ? null : currentTarget.value)}
    />
  );
}
