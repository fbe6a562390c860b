import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Wait } from '../../shared/phi/wait.ts';
import { language } from '../i18n/i18n.ts';
import { sayShortDay, sayWeekday } from './wall-time.ts';

/** What somebody waits for, in one line: "Check-up, Dr. X, Mon, Thu, morning, from Wed, May 14". */
export function useWaitWords(setup: ScheduleSetup): (wait: Wait) => string {
  const { t } = useTranslation();
  return ({ visitTypeId, providerId, weekdays, part, fromDay }) =>
    [
      setup.visitTypes.find((one) => one.visitTypeId === visitTypeId)?.name ?? '',
      providerId === null
        ? t('schedule.withAnybody').toLocaleLowerCase(language())
        : (setup.providers.find((one) => one.providerId === providerId)?.name ?? ''),
      ...weekdays.map((weekday) => sayWeekday(weekday - 1, language(), 'short')),
      ...(part === 'any' ? [] : [t(`schedule.part.${part}`).toLocaleLowerCase(language())]),
      t('schedule.waitsFrom', { day: sayShortDay(fromDay, language()) }),
    ].join(', ');
}
