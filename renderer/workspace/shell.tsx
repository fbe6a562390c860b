import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoardBeside } from '../board/use-beside.ts';
import { KeySheet } from '../commands/key-sheet.tsx';
import { SearchBox } from '../commands/search-box.tsx';
import { TaskDialogs } from '../inbox/task-dialogs.tsx';
import { PrintDialog } from '../printing/print-dialog.tsx';
import { MainNotice } from '../ui/main-notice.tsx';
import { personColor } from '../ui/person-color.ts';
import { Status } from '../ui/status.tsx';
import { UndoToast } from '../ui/undo-toast.tsx';
import { LockWarning } from './lock-warning.tsx';
import { placesOf } from './places.ts';
import { Rail } from './rail.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useSession } from './session.tsx';
import styles from './shell.module.css';
import { PlaceCommand, useShellCommands } from './shell-commands.tsx';
import { StatusBar } from './status-bar.tsx';
import { useUi } from './ui-state.ts';
import { useBlurAway } from './use-place.ts';
import { useWhereabouts } from './use-whereabouts.ts';

/** The frame around every screen. */
export function Shell() {
  const { t } = useTranslation();
  const { status } = useSession();
  useShellCommands();
  useBlurAway();
  useBoardBeside();
  const ready = useWhereabouts();
  const placeId = useUi((state) => state.place);
  const places = placesOf(status.role);
  const place = places.find(({ id }) => id === placeId) ?? places[0];
  const Screen = place?.component;
  const color = personColor(status.color);
  const content = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place begins at its top
  useEffect(() => {
    // newer engines answer with a promise, which is no way to end an effect
    void content.current?.scrollTo(0, 0);
  }, [place?.id]);
  return (
    <div className={styles['shell']}>
      <div className={styles['strip']} style={{ background: color }} aria-hidden />
      <LockWarning />
      <Rail />
      <search className={styles['header']} data-region="search">
        <SearchBox />
        <div className={styles['person']}>
          {status.synthetic ? <Status kind="info">{t('shell.synthetic')}</Status> : null}
          <span>
            {status.name} <span className={styles['dim']}>({t(`roles.${status.role}`)})</span>
          </span>
          <span className={styles['dot']} style={{ background: color }} aria-hidden />
        </div>
      </search>
      <div id="banner-slot" className={styles['banner']} data-region="banner" />
      <main ref={content} className={styles['content']} data-region="content" aria-label={t('shell.content')} tabIndex={-1}>
        {Screen === undefined || !ready ? null : <Screen />}
      </main>
      <UndoToast />
      <MainNotice />
      <StatusBar />
      <KeySheet />
      {ready ? <TaskDialogs /> : null}
      {ready ? <PrintDialog /> : null}
      <ReasonDialog />
      {places.map((one) => (
        <PlaceCommand key={one.id} place={one} />
      ))}
    </div>
  );
}
