import { useTranslation } from 'react-i18next';
import { COMMANDS } from '../../shared/commands.ts';
import { RailCount } from '../inbox/rail-count.tsx';
import { placesOf } from './places.ts';
import { useSession } from './session.tsx';
import styles from './shell.module.css';
import { useUi } from './ui-state.ts';

/** The places, with words under their icons. */
export function Rail() {
  const { t } = useTranslation();
  const { status } = useSession();
  const current = useUi((state) => state.place);
  const go = useUi((state) => state.go);
  return (
    <nav className={styles['rail']} data-region="rail" aria-label={t('shell.places')}>
      {placesOf(status.role).map(({ id, command, icon: Icon }) => (
        <button
          key={id}
          type="button"
          className={styles['place']}
          aria-current={id === current ? 'page' : undefined}
          aria-describedby={id === 'inbox' ? 'inbox-count' : undefined}
          aria-keyshortcuts={COMMANDS[command].shortcut}
          title={COMMANDS[command].shortcut}
          onClick={() => go(id)}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
          {t(`shell.place.${id}`)}
          {id === 'inbox' ? <RailCount id="inbox-count" /> : null}
        </button>
      ))}
    </nav>
  );
}
