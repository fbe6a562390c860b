/** Every change after which a row of a visit, or a time beside it, may read otherwise: the visit itself, its series, its calls, blocked times, and what of the chart the row shows. */
const TOUCHING = [
  ...['visit.book', 'visit.cancel', 'visit.move', 'visit.restore', 'visit.edit', 'visit.check-in', 'visit.progress', 'visit.step-back'],
  ...['series.book', 'series.cancel', 'series.move', 'series.edit', 'series.undo'],
  ...['call.note', 'block.add', 'block.remove', 'block.restore'],
  ...['patient.update', 'patient.revert', 'patient.archive', 'patient.restrict', 'patient.merge', 'patient.unmerge'],
];
const names: ReadonlySet<string> = new Set(TOUCHING);

/** Whether this operation's change can alter what a list of visits shows. */
export const touchesVisits = (name: string): boolean => names.has(name);
