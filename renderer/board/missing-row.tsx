import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { MissingLine } from '../../shared/phi/missing-line.ts';
import { language } from '../i18n/i18n.ts';
import { type Section, useDesk } from '../patients/desk.ts';
import { sayTime } from '../schedule/wall-time.ts';
import { sayBirth } from '../ui/civil-date.ts';
import { sayName } from '../ui/name.ts';
import { useUi } from '../workspace/ui-state.ts';
import { useListName } from '../workspace/use-place.ts';
import styles from './board.module.css';
import { type MissingKind, SECTION_OF } from './missing-list.ts';

interface MissingRowProps {
  readonly line: MissingLine;
  readonly setup: ScheduleSetup;
  /** The one thing that is looked for; null for all. */
  readonly only: MissingKind | null;
  readonly onOpen: () => void;
}

/** One patient, when they come, and a button for each thing that is missing. */
export function MissingRow({ line, setup, only, onOpen }: MissingRowProps) {
  const { t } = useTranslation();
  const say = useListName();
  const { patientId, missing } = line;
  const provider = setup.providers.find(({ providerId }) => providerId === line.providerId)?.name ?? '';
  const open = (section: Section): void => {
    onOpen();
    useUi.getState().openPatient(patientId, sayName(line));
    // who has unsaved work elsewhere is asked first, and stands at the chart's beginning afterwards
    if (useUi.getState().patientId === patientId) useDesk.getState().turnTo(section);
  };
  return (
    <li className={styles['row']} data-row>
      <div>
        <span className={styles['time']}>{sayTime(line.start, language())}</span> <strong>{say(line)}</strong>{' '}
        <span className={styles['dim']}>{line.birthDate === undefined ? '' : sayBirth(line.birthDate, language())}</span>
        <br />
        <span className={styles['dim']}>{provider}</span>
      </div>
      <div className={styles['items']}>
        {missing === null ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => open('demographics')}
            aria-label={t('desk.missing.openOf', { name: say(line) })}
          >
            {t('desk.missing.restricted')}
          </Button>
        ) : (
          missing
            .filter((kind) => only === null || kind === only)
            .map((kind) => (
              <Button
                key={kind}
                size="compact-sm"
                variant="default"
                aria-label={`${t(`board.missingItem.${kind}`)}: ${say(line)}`}
                onClick={() => open(SECTION_OF[kind])}
              >
                {t(`board.missingItem.${kind}`)}
              </Button>
            ))
        )}
      </div>
    </li>
  );
}
