import { useTranslation } from 'react-i18next';

/** The first screen after unlock: search, and what was left unfinished. */
export function TodayPlace() {
  const { t } = useTranslation();
  return <h1>{t('today.title')}</h1>;
}
