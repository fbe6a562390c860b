import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { FreeSlot } from '../../shared/phi/free-slot.ts';
import { useAnswer } from '../workspace/use-answer.ts';
import { useWall } from './use-now.ts';

type Provider = ScheduleSetup['providers'][number];

export interface FirstFree {
  /** Who sees patients, the one with the next free time first. */
  readonly providers: readonly Provider[];
  /** The one who is chosen, or else the first; undefined until it is known who that is. */
  readonly provider: Provider | undefined;
  /** That provider's next free time of today. */
  readonly slot: FreeSlot | null;
}

/** Who could see somebody soonest. `chosenId` is empty where nobody was chosen, `minutes` null where it is not known how long. */
export function useFirstFree(setup: ScheduleSetup, minutes: number | null, chosenId: string): FirstFree {
  const { day } = useWall(setup.timeZone);
  const asked = { from: day, minutes: minutes ?? 5, weekdays: [], part: 'any' as const, after: null };
  const anybody = useAnswer('schedule.next-free', minutes === null ? null : { ...asked, providerId: null });
  const active = setup.providers.filter(({ active: works }) => works);
  const first = anybody.value?.slots[0];
  const providers = [...active].sort((a, b) => Number(b.providerId === first?.providerId) - Number(a.providerId === first?.providerId));
  const chosen = active.find(({ providerId }) => providerId === chosenId);
  const theirs = useAnswer(
    'schedule.next-free',
    chosen === undefined || minutes === null || chosen.providerId === first?.providerId
      ? null
      : { ...asked, providerId: chosen.providerId },
  );
  const known = !anybody.loading && (anybody.value !== null || anybody.failure !== null);
  const provider = chosen ?? (known ? providers[0] : undefined);
  const next = provider?.providerId === first?.providerId ? first : theirs.loading ? undefined : theirs.value?.slots[0];
  return { providers, provider, slot: next !== undefined && next.day === day ? next : null };
}
