import { useTranslation } from 'react-i18next';
import { report } from '../patients/notice.ts';

/** Says of whom something was in hand that gave way to something else, with the way back to it. */
export function useLaidAside(): (name: string, back: () => void) => void {
  const { t } = useTranslation();
  return (name, back) => {
    report({ ok: true, value: null }, t('schedule.laidAside', { name }), async () => {
      back();
      return { ok: true, value: null };
    });
  };
}
