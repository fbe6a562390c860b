import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Visit } from '../../shared/phi/visit.ts';
import { language } from '../i18n/i18n.ts';
import { sayTime } from '../schedule/wall-time.ts';
import { Status } from '../ui/status.tsx';
import { useListName } from '../workspace/use-place.ts';
import styles from './board.module.css';
import { type Card, LANES, lanesOf, type Wait } from './lanes.ts';
import type { Wall } from './use-now.ts';

interface BoardProps {
  readonly visits: readonly Visit[];
  readonly setup: ScheduleSetup;
  readonly wall: Wall;
  readonly onOpen: (visit: Visit) => void;
}

/** Who is expected, who waits, who is in a room and who is finished, with how long already. Arrow keys go from card to card. */
export function Board({ visits, setup, wall, onOpen }: BoardProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const lanes = lanesOf(visits, wall.now, wall.minute);
  const providers = new Map(setup.providers.map(({ providerId, name }) => [providerId, name]));
  const first = LANES.flatMap((lane) => lanes[lane])[0]?.visit.visitId;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are heard from the cards in it
    <div ref={place} className={styles['board']} onKeyDown={(event) => walk(event, place.current)}>
      {LANES.map((lane) => (
        <section key={lane} className={styles['lane']} aria-labelledby={`lane-${lane}`} data-lane={lane}>
          <h3 id={`lane-${lane}`}>
            {t(`board.lane.${lane}`)} <span className={styles['count']}>{lanes[lane].length}</span>
          </h3>
          {lanes[lane].length === 0 ? <p className={styles['dim']}>{t(`board.empty.${lane}`)}</p> : null}
          <ul>
            {lanes[lane].map((card) => (
              <li key={card.visit.visitId}>
                <button
                  type="button"
                  className={styles['card']}
                  data-visit={card.visit.visitId}
                  data-first={card.visit.visitId === first ? '' : undefined}
                  onClick={() => onOpen(card.visit)}
                >
                  <CardWords card={card} provider={providers.get(card.visit.providerId) ?? ''} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function CardWords({ card: { visit, wait }, provider }: { readonly card: Card; readonly provider: string }) {
  const { t } = useTranslation();
  const say = useListName();
  return (
    <>
      <span className={styles['time']}>{sayTime(visit.start, language())}</span>
      <span className={styles['name']}>{say(visit)}</span>
      <span className={styles['words']}>
        <span className={styles['dim']}>{provider}</span>
        {wait === null ? null : <WaitWords wait={wait} />}
        {visit.progress === 'confirmed' || visit.progress === 'done' || visit.progress === 'left' ? (
          <span className={styles['dim']}>{t(`board.progress.${visit.progress}`)}</span>
        ) : null}
        {visit.progress === 'no-show' ? <Status kind="attention">{t('board.progress.no-show')}</Status> : null}
      </span>
    </>
  );
}

const HOUR = 60;

function WaitWords({ wait: { kind, minutes, urgent } }: { readonly wait: Wait }) {
  const { t } = useTranslation();
  const hours = Math.floor(minutes / HOUR);
  const words = hours < 2 ? t(`board.wait.${kind}`, { count: minutes }) : t(`board.waitHours.${kind}`, { count: hours });
  return urgent ? <Status kind="attention">{words}</Status> : <span>{words}</span>;
}

/** Up and down within a lane, left and right to the nearest card of the next lane that has one. */
const walk = (event: KeyboardEvent, board: HTMLElement | null): void => {
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-visit]') : null;
  if (board === null || card === null || event.ctrlKey || event.altKey || event.metaKey) return;
  const lanes = [...board.querySelectorAll('[data-lane]')].map((lane) => [...lane.querySelectorAll<HTMLElement>('[data-visit]')]);
  const lane = lanes.findIndex((cards) => cards.includes(card));
  const row = lanes[lane]?.indexOf(card) ?? 0;
  const along = (step: 1 | -1): HTMLElement | undefined => {
    for (let next = lane + step; next >= 0 && next < lanes.length; next += step) {
      const cards = lanes[next] ?? [];
      if (cards.length > 0) return cards[Math.min(row, cards.length - 1)];
    }
    return undefined;
  };
  const moves: Readonly<Record<string, () => HTMLElement | undefined>> = {
    ArrowDown: () => lanes[lane]?.[row + 1],
    ArrowUp: () => lanes[lane]?.[row - 1],
    ArrowRight: () => along(1),
    ArrowLeft: () => along(-1),
  };
  const move = moves[event.key];
  if (move === undefined) return;
  event.preventDefault();
  move()?.focus();
};
