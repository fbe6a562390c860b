import { useEffect, useState } from 'react';
import type { Draft } from '../../shared/operations/drafts.ts';
import { useDesk } from '../patients/desk.ts';
import { isDirty } from '../patients/form-state.ts';
import { beginRegistration, useForm } from '../patients/form-store.ts';
import { openFormIn } from '../patients/resume-form.ts';
import { DraftKeeper } from '../ui/draft-keeper.ts';
import { ask } from './ask.ts';
import { draftForm } from './draft-forms.ts';
import { typedIn, useScreens } from './kept.ts';
import { bringBackTo, spotNow } from './spot.ts';
import { useUi } from './ui-state.ts';
import { isStart, WHEREABOUTS, WHEREABOUTS_ID, type Whereabouts, whereaboutsIn } from './whereabouts.ts';

/**
 * After a lock the same person is back where they were: same place, same chart, same form, same field, same caret. True once the screen may be drawn; until
 * then it is not known where.
 */
export function useWhereabouts(): boolean {
  const [ready, setReady] = useState(false);
  const [known, setKnown] = useState(false);
  useEffect(() => {
    void ask('draft.list', {}).then((answer) => {
      if (answer.ok) setKnown(goBack(answer.value.drafts));
      setReady(true);
    });
  }, []);
  useEffect(() => (ready ? keepWhereabouts(known) : undefined), [ready, known]);
  return ready;
}

const whereaboutsNow = (): Whereabouts => {
  const { place, patientId } = useUi.getState();
  const { section, query, withArchived, doing } = useDesk.getState();
  const { form } = useForm.getState();
  return {
    place,
    patientId,
    section,
    query,
    withArchived,
    merging: doing.what === 'merge' ? { otherId: doing.otherId } : null,
    untouched: form === null || isDirty(form) ? null : form.subject === null ? 'register' : 'edit',
    screens: useScreens.getState().kept,
    spot: spotNow(),
  };
};

const stand = (was: Whereabouts): void => {
  const { place, patientId, section, query, withArchived, merging, untouched, screens } = was;
  useScreens.setState({ kept: screens });
  useUi.setState({ place, patientId });
  const doing = merging === null ? ({ what: 'look' } as const) : ({ what: 'merge', ...merging } as const);
  useDesk.setState({ section, query, withArchived, doing, editWhenRead: untouched === 'edit' });
  if (untouched === 'register') beginRegistration({});
};

/** True where whereabouts were kept, old or not. */
const goBack = (drafts: readonly Draft[]): boolean => {
  const kept = whereaboutsIn(drafts, Date.now());
  const was = kept?.was ?? null;
  if (was !== null) stand(was);
  const newest = drafts.find(({ form }) => draftForm(form) !== null);
  const cursor = newest === undefined ? null : openFormIn(newest, was === null);
  // After a kill the form knows better than the whereabouts where the caret was; after a lock they were kept last.
  const formIsNewer = newest !== undefined && (kept === null || newest.keptAt > kept.keptAt);
  if (cursor !== null && (was === null || formIsNewer)) cursor();
  else if (was !== null) bringBackTo(was.spot);
  return kept !== null;
};

/** Every step to another place, chart or part of one is kept as drafts are; the caret, the scrolling and what stands in the searches when the lock comes. */
const keepWhereabouts = (known: boolean): (() => void) => {
  let written = known;
  const keeper = new DraftKeeper({
    keep: async (content) => {
      if (content === null) return true;
      const kept = await ask('draft.keep', { draftId: WHEREABOUTS_ID, form: WHEREABOUTS, subjectId: null, content });
      written ||= kept.ok;
      return kept.ok;
    },
    onState: () => undefined,
  });
  const note = (): void => {
    const now = whereaboutsNow();
    if (written || !isStart(now)) keeper.typed(JSON.stringify(now));
  };
  const stops = [
    useUi.subscribe((now, before) => {
      if (now.place !== before.place || now.patientId !== before.patientId) note();
    }),
    useDesk.subscribe((now, before) => {
      if (now.section !== before.section) note();
    }),
    useScreens.subscribe((now, before) => {
      if (typedIn(now.kept) !== typedIn(before.kept)) note();
    }),
    // What was typed into a form goes before where its author stood.
    window.clinicEvents.on('flush', () =>
      setTimeout(() => {
        note();
        void keeper.flush();
      }, 0),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
    void keeper.end();
  };
};
