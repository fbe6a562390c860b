import { useTranslation } from 'react-i18next';
import type { Value } from '../../shared/operations/table.ts';
import type { Progress, Visit } from '../../shared/phi/visit.ts';
import { report } from '../patients/notice.ts';
import { sayName } from '../ui/name.ts';
import { ask } from '../workspace/ask.ts';

type Standing = Pick<Visit, 'patientId' | 'visitId' | 'version'>;
const seen = ({ patientId, visitId, version }: Standing): Standing => ({ patientId, visitId, version });

export interface Steps {
  readonly step: (visit: Standing & { readonly name: string }, to: Progress) => Promise<void>;
  readonly stepBack: (visit: Visit) => Promise<void>;
  /** Says that somebody was checked in, with the way back. */
  readonly arrived: (visit: Value<'visit.check-in'>) => void;
}

/** The steps of a visit, each said with its way back; `again` shows the day as it is then. */
export function useSteps(again: () => void): Steps {
  const { t } = useTranslation();
  const back = async (visit: Standing) => {
    const undone = await ask('visit.step-back', seen(visit));
    again();
    return undone;
  };
  return {
    step: async ({ name, ...visit }, to) => {
      const answer = await ask('visit.progress', { ...seen(visit), to });
      again();
      report(answer, t(`board.stepped.${to}`, { name }), back);
    },
    stepBack: async (visit) => {
      report(await back(visit), t('board.steppedBack', { name: sayName(visit) }));
    },
    arrived: (visit) => {
      again();
      report({ ok: true, value: visit }, t('board.stepped.arrived', { name: sayName(visit) }), back);
    },
  };
}
