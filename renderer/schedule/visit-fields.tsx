import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import { TextField } from '../ui/text-field.tsx';

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why it is done all the same: asked when the time is taken, closed or past. */
export function AnywayField(field: FieldProps) {
  const { t } = useTranslation();
  return <TextField name="anyway" label={t('schedule.anyway')} maxLength={200} required {...field} />;
}

interface KindFieldProps extends FieldProps {
  readonly types: readonly ScheduleSetup['visitTypes'][number][];
  readonly autofocus?: true;
}

/** For what, with how long it usually takes. */
export function KindField({ types, value, onChange, autofocus }: KindFieldProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      name="visitTypeId"
      label={t('schedule.visitType')}
      {...(autofocus ? { 'data-autofocus': true } : {})}
      data={types.map(({ visitTypeId, name, minutes }) => ({
        value: visitTypeId,
        label: `${name} (${t('schedule.minutes', { count: minutes })})`,
      }))}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface ProviderFieldProps extends FieldProps {
  readonly providers: readonly ScheduleSetup['providers'][number][];
}

/** With whom. */
export function ProviderField({ providers, value, onChange }: ProviderFieldProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      name="providerId"
      label={t('schedule.provider')}
      data={providers.map(({ providerId, name }) => ({ value: providerId, label: name }))}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface RoomFieldProps extends FieldProps {
  readonly rooms: readonly ScheduleSetup['rooms'][number][];
}

/** Where; not there in a practice without rooms. */
export function RoomField({ rooms, value, onChange }: RoomFieldProps) {
  const { t } = useTranslation();
  if (rooms.length === 0) return null;
  return (
    <NativeSelect
      name="roomId"
      label={t('schedule.room')}
      data={[{ value: '', label: t('schedule.noRoom') }, ...rooms.map(({ roomId, name }) => ({ value: roomId, label: name }))]}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
