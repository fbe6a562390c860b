import * as z from 'zod';
import { type Visit, visitTime } from '../../shared/phi/visit.ts';
import { keptForm, useKeptForm } from '../workspace/kept.ts';

/** So many are looked at in one glance. */
export const PARKED_MOST = 12;

/** A visit that was put on the pinboard, as it was seen then. It stays booked where it stands until it is moved. */
const parked = z.strictObject({
  visitId: z.uuid(),
  patientId: z.uuid(),
  version: z.int(),
  familyName: z.string().max(500),
  givenName: z.string().max(500).optional(),
  preferredName: z.string().max(500).optional(),
  visitTypeId: z.uuid(),
  providerId: z.uuid(),
  ...visitTime,
  seriesId: z.uuid().optional(),
  anyway: z.string().max(200).optional(),
});
export type Parked = z.infer<typeof parked>;

const pinboard = z.array(parked).max(PARKED_MOST);
const NONE: readonly Parked[] = [];
const NAME = 'pinboard';

type Seen = Pick<Visit, 'visitId' | 'version' | 'state' | 'day' | 'start' | 'providerId' | 'progress' | 'visitTypeId' | 'minutes'>;

export const parkedOf = (visit: Visit): Parked => {
  const { visitId, patientId, version, familyName, visitTypeId, providerId, day, start, minutes } = visit;
  const { givenName, preferredName, seriesId, anyway } = visit;
  return {
    ...{ visitId, patientId, version, familyName, visitTypeId, providerId, day, start, minutes },
    ...(givenName === undefined ? {} : { givenName }),
    ...(preferredName === undefined ? {} : { preferredName }),
    ...(seriesId === undefined ? {} : { seriesId }),
    ...(anyway === undefined ? {} : { anyway }),
  };
};

/** The pinboard after this person's own acts: what was moved, cancelled or has come is off it, what was only changed stays on it as it is now. */
export const settled = (board: readonly Parked[], made: readonly Seen[]): readonly Parked[] => {
  const now = new Map(made.map((visit) => [visit.visitId, visit]));
  return board.flatMap((one) => {
    const visit = now.get(one.visitId);
    if (visit === undefined) return [one];
    const stays = visit.day === one.day && visit.start === one.start && visit.providerId === one.providerId;
    const waits = visit.state === 'booked' && (visit.progress === 'booked' || visit.progress === 'confirmed');
    const { version, visitTypeId, minutes } = visit;
    return stays && waits ? [{ ...one, version, visitTypeId, minutes }] : [];
  });
};

/** Those of the pinboard that are not as they were seen, by what is there now of their days: gone, or changed by somebody else. */
export const changedOf = (board: readonly Parked[], there: readonly Pick<Visit, 'visitId' | 'version'>[]): readonly Parked[] =>
  board.filter(({ visitId, version }) => {
    const now = there.find((visit) => visit.visitId === visitId)?.version;
    return now === undefined || now > version;
  });

export interface Pinboard {
  readonly board: readonly Parked[];
  readonly full: boolean;
  readonly isParked: (visitId: string) => boolean;
  readonly park: (visit: Visit) => void;
  readonly letGo: (visitIds: readonly string[]) => void;
  readonly settle: (made: readonly Seen[]) => void;
}

/** The visits a person has parked while looking for other times: theirs alone, sealed like what they type, and back after a lock, a kill or another person's session. */
export function usePinboard(): Pinboard {
  const [kept, set] = useKeptForm(NAME, pinboard);
  const board = kept ?? NONE;
  const change = (turn: (now: readonly Parked[]) => readonly Parked[]): void => {
    const now = keptForm(NAME, pinboard) ?? NONE;
    const next = turn(now);
    if (JSON.stringify(next) !== JSON.stringify(now)) set(next.length === 0 ? null : [...next]);
  };
  return {
    board,
    full: board.length >= PARKED_MOST,
    isParked: (id) => board.some(({ visitId }) => visitId === id),
    park: (visit) => change((now) => [...now.filter(({ visitId }) => visitId !== visit.visitId), parkedOf(visit)].slice(0, PARKED_MOST)),
    letGo: (visitIds) => change((now) => now.filter(({ visitId }) => !visitIds.includes(visitId))),
    settle: (made) => change((now) => settled(now, made)),
  };
}
