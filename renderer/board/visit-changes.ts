/** Every change after which a row of a visit, or a time beside it, may read otherwise: the visit itself, its series, its calls, blocked times, and what of the chart the row shows, also where a list brought it in. */
const TOUCHING = [
  ...['visit.book', 'visit.cancel', 'visit.move', 'visit.restore', 'visit.edit', 'visit.check-in', 'visit.progress', 'visit.step-back'],
  ...['series.book', 'series.cancel', 'series.move', 'series.edit', 'series.undo'],
  ...['call.note', 'block.add', 'block.remove', 'block.restore'],
  ...['patient.update', 'patient.revert', 'patient.archive', 'patient.restrict', 'patient.merge', 'patient.unmerge'],
];
/** A list is taken in, or taken back, by thousands of changes, each of a few rows. */
const IN_PIECES: ReadonlySet<string> = new Set(['import.advance', 'import.undo']);
const names: ReadonlySet<string> = new Set([...TOUCHING, ...IN_PIECES]);

/** Whether this operation's change can alter what a list of visits shows. */
export const touchesVisits = (name: string): boolean => names.has(name);

const PAUSE_MS = 500;

/** Hears of changes by their operations' names and calls for each that touches visits; for those of a list that comes in once, when it pauses. */
export const visitListener = (then: () => void): { readonly hear: (name: string) => void; readonly stop: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    hear: (name) => {
      if (!touchesVisits(name)) return;
      clearTimeout(timer);
      if (IN_PIECES.has(name)) timer = setTimeout(then, PAUSE_MS);
      else then();
    },
    stop: () => clearTimeout(timer),
  };
};
