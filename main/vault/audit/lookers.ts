import type { ReadHandlers } from '../../gate/handlers.ts';
import { walkBack } from './log-walk.ts';
import { pseudonymsOfChart, type ReadingRoom } from './reading-room.ts';
import { reasonWords } from './reason-words.ts';

const PAGE = 50;

/**
 * Who looked at a chart, changed it or met it in a search, refused tries included: everything the log says about this patient and about the charts merged into theirs. The
 * announcement of a change is left out, since its outcome follows.
 */
export const lookersOf =
  (room: ReadingRoom): ReadHandlers['patient.lookers'] =>
  (access, { patientId, beforeSeq }) => {
    const catchingUp = room.catchUp(access);
    const pseudonyms = pseudonymsOfChart(room, access.records, patientId);
    const { entries, nextBefore } = walkBack(room.log, room.index, { pseudonyms }, beforeSeq, PAGE);
    const looks = entries
      .filter(({ outcome }) => outcome !== 'intent')
      .map((entry) => {
        const { by, role } = room.who(entry);
        return {
          patientId,
          seq: entry.seq,
          at: entry.time.wall,
          by: by ?? '',
          role: role ?? '',
          action: entry.action,
          outcome: entry.outcome,
          reason: reasonWords(room.log, access.records, entry) ?? entry.reason,
        };
      });
    return { looks, more: nextBefore !== null, nextBefore, catchingUp };
  };
