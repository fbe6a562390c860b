import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HitList } from '../patients/hit-list.tsx';
import { useSearch } from '../patients/use-search.ts';
import { TextField } from '../ui/text-field.tsx';

const MOST = 6;

interface PatientPickProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onPick: (who: { readonly patientId: string; readonly name: string }) => void;
  /** Nobody was found; null where this person registers nobody. */
  readonly onRegister: ((typed: string) => void) | null;
}

/** For whom: typed as everywhere, chosen with Tab and Enter; whoever is not there yet is registered from here. */
export function PatientPick({ typed, onType, onPick, onRegister }: PatientPickProps) {
  const { t } = useTranslation();
  const { found, fresh } = useSearch(typed, false);
  const hits = typed.trim() === '' ? [] : (found.value?.hits ?? []).slice(0, MOST);
  return (
    <>
      <TextField name="patient" label={t('schedule.forWhom')} data-autofocus spellCheck={false} value={typed} onChange={onType} />
      <HitList hits={hits} onPick={onPick} />
      <div role="status">
        {onRegister !== null && fresh && hits.length === 0 && typed.trim() !== '' ? (
          <Button variant="default" onClick={() => onRegister(typed)}>
            {t('schedule.registerFirst', { typed: typed.trim() })}
          </Button>
        ) : null}
      </div>
    </>
  );
}
