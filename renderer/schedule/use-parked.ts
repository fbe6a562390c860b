import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Value } from '../../shared/operations/table.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { report } from '../patients/notice.ts';
import { sayName } from '../ui/name.ts';
import { ask } from '../workspace/ask.ts';
import { useBooking } from './booking.ts';
import { changedOf, type Parked, type Pinboard, usePinboard } from './pinboard.ts';
import type { Range } from './view-range.ts';
import { sayShortDay, sayTime } from './wall-time.ts';

interface ParkedParts {
  readonly range: Range;
  readonly providerId: string | null;
  /** What is shown of these days; null while it is not known. */
  readonly visits: readonly Visit[] | null;
  /** Takes a visit in hand. */
  readonly take: (one: Parked) => void;
}

export interface ParkedActs {
  readonly pinboard: Pinboard;
  /** The visit that is in hand and came from the pinboard. */
  readonly held: Parked | null;
  readonly toggle: (visit: Visit) => void;
  readonly take: (one: Parked) => Promise<void>;
  /** Looks whether it still stands as it was parked; it comes off the pinboard where it does not. */
  readonly check: (one: Parked) => Promise<boolean>;
  readonly letGo: (one: Parked) => void;
}

/** The visit as it stands now where it was parked. */
const standing = async (one: Parked) => {
  let after: Value<'schedule.list'>['next'] = null;
  do {
    const answer: Awaited<ReturnType<typeof ask<'schedule.list'>>> = await ask('schedule.list', {
      ...{ from: one.day, to: one.day, providerId: one.providerId, after },
    });
    if (!answer.ok) return answer;
    const found = answer.value.visits.filter(({ visitId }) => visitId === one.visitId);
    if (found.length > 0) return { ok: true as const, value: found };
    after = answer.value.next;
  } while (after !== null);
  return { ok: true as const, value: [] };
};

/** What is done with the pinboard. A visit that is gone from where it was parked, or was changed by somebody, comes off it and is named. */
export function useParked({ range, providerId, visits, take }: ParkedParts): ParkedActs {
  const { t } = useTranslation();
  const pinboard = usePinboard();
  const { booking, end } = useBooking();
  const inHand = booking?.fromPinboard === true ? (booking.moving?.visitId ?? null) : null;
  const off = (gone: readonly Parked[]): void => {
    if (gone.length === 0) return;
    pinboard.letGo(gone.map(({ visitId }) => visitId));
    if (gone.some(({ visitId }) => visitId === inHand)) end();
    report({ ok: true, value: null }, t('desk.parked.changed', { names: gone.map(sayName).join('; '), count: gone.length }));
  };
  const check = async (one: Parked): Promise<boolean> => {
    const now = await standing(one);
    if (!now.ok) {
      report(now, '');
      return false;
    }
    const changed = changedOf([one], now.value);
    off(changed);
    return changed.length === 0;
  };
  useEffect(() => {
    if (visits === null) return;
    const shown = pinboard.board.filter(
      (one) => range.from <= one.day && one.day <= range.to && (providerId === null || providerId === one.providerId),
    );
    off(changedOf(shown, visits));
  });
  return {
    pinboard,
    held: pinboard.board.find(({ visitId }) => visitId === inHand) ?? null,
    toggle: (visit) => {
      if (pinboard.isParked(visit.visitId)) pinboard.letGo([visit.visitId]);
      else if (pinboard.full) report({ ok: true, value: null }, t('desk.parked.full', { count: pinboard.board.length }));
      else {
        pinboard.park(visit);
        const when = `${sayShortDay(visit.day, language())}, ${sayTime(visit.start, language())}`;
        report({ ok: true, value: null }, t('desk.parked.done', { name: sayName(visit), when }));
      }
    },
    check,
    take: async (one) => {
      if (await check(one)) take(one);
    },
    letGo: (one) => {
      pinboard.letGo([one.visitId]);
      if (one.visitId === inHand) end();
    },
  };
}
