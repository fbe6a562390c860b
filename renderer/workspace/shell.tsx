import { useTranslation } from 'react-i18next';
import { personColor } from '../ui/person-color.ts';
import { placesOf } from './places.ts';
import { Rail } from './rail.tsx';
import { useSession } from './session.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { useUi } from './ui-state.ts';

/** The frame around every screen. */
export function Shell() {
  const { t } = useTranslation();
  const { status } = useSession();
  const placeId = useUi((state) => state.place);
  const places = placesOf(status.role);
  const place = places.find(({ id }) => id === placeId) ?? places[0];
  const Screen = place?.component;
  const color = personColor(status.color);
  return (
    <div className={styles['shell']}>
      <div className={styles['strip']} style={{ background: color }} aria-hidden />
      <Rail />
      <header className={styles['header']} data-region="search">
        <div className={styles['person']}>
          <span>
            {status.name} <span className={styles['dim']}>({t(`roles.${status.role}`)})</span>
          </span>
          <span className={styles['dot']} style={{ background: color }} aria-hidden />
        </div>
      </header>
      <div id="banner-slot" className={styles['banner']} data-region="banner" />
      <main className={styles['content']} data-region="content" aria-label={t('shell.content')} tabIndex={-1}>
        {Screen === undefined ? null : <Screen />}
      </main>
      <StatusBar />
    </div>
  );
}
