import { type Calendar, createCalendar, destroyCalendar, Interaction, ResourceTimeGrid } from '@event-calendar/core';
import '@event-calendar/core/index.css';
import { useEffect, useRef } from 'react';
import { language } from '../i18n/i18n.ts';
import './day-grid.css';
import { sayTime } from './wall-time.ts';

/** One visit as it stands in its column. */
export interface Block {
  readonly id: string;
  readonly columnId: string;
  readonly start: number;
  readonly minutes: number;
  readonly title: string;
  readonly line: string;
  readonly color: string;
  /** It stands where it can't take place. */
  readonly toMove: boolean;
  /** It is on this person's pinboard. */
  readonly parked: boolean;
}

/** A time of a column in which nobody is seen. */
export interface Shade {
  readonly id: string;
  readonly columnId: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

interface DayGridProps {
  readonly label: string;
  readonly day: string;
  /** Quarters of an hour half as high: a whole day on one screen. */
  readonly close: boolean;
  readonly columns: readonly { readonly id: string; readonly name: string }[];
  /** Minutes after midnight; what lies outside is not drawn. */
  readonly from: number;
  readonly to: number;
  readonly blocks: readonly Block[];
  readonly shades: readonly Shade[];
  readonly onPoint: (columnId: string, start: number) => void;
  readonly onOpen: (id: string) => void;
  /** A visit was pulled to another place; answers whether it stays there. Null where nobody may. */
  readonly onDrag: ((id: string, columnId: string, start: number) => Promise<boolean>) | null;
}

/** Five columns stand side by side at 1366 pixels; more are scrolled to. */
const COLUMN = 144;
/** A shorter visit has room for one line. */
const TWO_LINES = 30;
const TWO_LINES_CLOSE = 45;

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;

const words = (className: string, text: string): HTMLElement => {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
};

/**
 * The calendar calls itself a table and puts buttons where rows belong. It is a group of buttons, each of which says with whom: its other roles are taken back, whenever it draws itself anew.
 */
const tidyRoles = (place: HTMLElement, label: string): void => {
  for (const element of place.querySelectorAll('[role]:not([role="button"], [role="presentation"])')) {
    element.setAttribute('role', 'presentation');
    for (const name of ['aria-colindex', 'aria-rowindex']) element.removeAttribute(name);
  }
  // a day without visits is scrolled with the keys as well
  const scrolled = place.querySelector('.ec-main');
  for (const [name, value] of [
    ['role', 'group'],
    ['tabindex', '0'],
    ['aria-label', label],
  ] as const)
    scrolled?.setAttribute(name, value);
};

const shadeOf = (day: string, { id, columnId, start, end, words: title }: Shade) => ({
  ...{ id, resourceId: columnId, title, start: `${day}T${clock(start)}`, end: `${day}T${clock(end)}` },
  display: 'background' as const,
  backgroundColor: 'transparent',
  classNames: ['shade'],
});

const minutesOf = (dateStr: string): number => {
  const [, hour = '0', minute = '0'] = /T(\d{2}):(\d{2})/.exec(dateStr) ?? [];
  return Number(hour) * 60 + Number(minute);
};

const TOLD = ['date', 'slotMinTime', 'slotMaxTime', 'slotHeight', 'locale', 'resources', 'events'] as const;

/**
 * A day in columns, one for each provider, or a week in columns, one for each day. The calendar underneath can be replaced: nothing else of it is known outside this file. It is told wall-clock times and answers with them, so that
 * no time zone has a say.
 */
export function DayGrid({ label, day, close, columns, from, to, blocks, shades, onPoint, onOpen, onDrag }: DayGridProps) {
  const place = useRef<HTMLDivElement>(null);
  const calendar = useRef<Calendar | null>(null);
  const acts = useRef({ onPoint, onOpen, onDrag });
  acts.current = { onPoint, onOpen, onDrag };
  const options: Calendar.Options = {
    view: 'resourceTimeGridDay',
    headerToolbar: { start: '', center: '', end: '' },
    allDaySlot: false,
    nowIndicator: false,
    highlightedDates: [],
    slotDuration: '00:15',
    slotLabelInterval: '01:00',
    slotHeight: close ? 14 : 22,
    columnWidth: `minmax(${COLUMN}px, 1fr)`,
    locale: language() === 'es' ? 'es-US' : 'en-US',
    date: day,
    slotMinTime: clock(from),
    slotMaxTime: clock(to),
    dayHeaderFormat: () => '',
    // each visit says its time itself; the calendar's own words for it cost a third of drawing it
    eventTimeFormat: () => '',
    slotLabelFormat: (date: Date) => sayTime(date.getHours() * 60 + date.getMinutes(), language()),
    resources: columns.map(({ id, name }) => ({ id, title: name })),
    events: [
      ...shades.map((shade) => shadeOf(day, shade)),
      ...blocks.map(({ id, columnId, start, minutes, title, line, color, toMove, parked }) => ({
        id,
        resourceId: columnId,
        start: `${day}T${clock(start)}`,
        end: `${day}T${clock(start + minutes)}`,
        title,
        extendedProps: { from: start, line, column: columns.find(({ id: one }) => one === columnId)?.name ?? '' },
        styles: [`border-inline-start-color: ${color}`],
        classNames: [
          ...(minutes < (close ? TWO_LINES_CLOSE : TWO_LINES) ? ['visit-short'] : []),
          ...(toMove ? ['visit-to-move'] : []),
          ...(parked ? ['visit-parked'] : []),
        ],
      })),
    ],
    eventContent: ({ event }) => ({
      domNodes: [
        words('visit-name', String(event.title)),
        words('visit-line', String(event.extendedProps['line'] ?? '')),
        words('visually-hidden', String(event.extendedProps['column'] ?? '')),
      ],
    }),
    eventStartEditable: onDrag !== null,
    eventDurationEditable: false,
    eventDrop: ({ event, delta, revert }) => {
      // by how far it was pulled: its new time would come as an instant of this workstation's time zone
      const start = Number(event.extendedProps['from']) + delta.seconds / 60;
      const stays = acts.current.onDrag?.(String(event.id), String(event.resourceIds[0] ?? ''), start);
      void stays?.then((there) => there || revert());
    },
    eventClick: ({ event }) => acts.current.onOpen(String(event.id)),
    dateClick: ({ dateStr, resource }) => {
      if (resource !== undefined) acts.current.onPoint(String(resource.id), minutesOf(dateStr));
    },
  };
  const named = useRef(label);
  named.current = label;
  /** What the calendar was told last: told the same columns again it draws every visit anew. */
  const told = useRef(new Map<string, string>());
  const newest = useRef(options);
  newest.current = options;

  useEffect(() => {
    if (place.current === null) return undefined;
    const { current } = place;
    const made = createCalendar(current, [ResourceTimeGrid, Interaction], newest.current);
    calendar.current = made;
    told.current = new Map(TOLD.map((name) => [name, JSON.stringify(newest.current[name])]));
    tidyRoles(current, named.current);
    const drawn = new MutationObserver(() => tidyRoles(current, named.current));
    drawn.observe(current, { childList: true, subtree: true });
    return () => {
      drawn.disconnect();
      calendar.current = null;
      void destroyCalendar(made);
    };
  }, []);
  const key = JSON.stringify([day, close, columns, from, to, blocks, shades, language()]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew when what it shows has changed
  useEffect(() => {
    for (const name of TOLD) {
      const text = JSON.stringify(newest.current[name]);
      if (told.current.get(name) === text) continue;
      told.current.set(name, text);
      calendar.current?.setOption(name, newest.current[name]);
    }
  }, [key]);
  return <section ref={place} className="day-grid" aria-label={label} />;
}
