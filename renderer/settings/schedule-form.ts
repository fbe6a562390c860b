import * as z from 'zod';
import { newId } from '../../shared/ids.ts';
import type { ScheduleSetup } from '../../shared/operations/schedule.ts';
import type { Language } from '../i18n/i18n.ts';
import { readTime, sayTime } from '../schedule/wall-time.ts';

const text = z.string().max(120);

/** The set-up as it is being typed. */
export const scheduleForm = z.strictObject({
  version: z.int(),
  timeZone: text,
  providers: z.array(z.strictObject({ providerId: z.uuid(), name: text, color: z.int(), active: z.boolean() })).max(60),
  visitTypes: z.array(z.strictObject({ visitTypeId: z.uuid(), name: text, minutes: text, color: z.int(), active: z.boolean() })).max(60),
  hours: z.array(z.strictObject({ opens: text, closes: text })).length(7),
  /** `key` tells one line from another while it is typed. */
  closures: z.array(z.strictObject({ key: z.uuid(), from: text, to: text, name: text })).max(200),
  rooms: z.array(z.strictObject({ roomId: z.uuid(), name: text, active: z.boolean() })).max(60),
});
export type ScheduleForm = z.infer<typeof scheduleForm>;

/** What a part of the form is given. */
export interface SetupPart {
  readonly form: ScheduleForm;
  readonly put: (part: Partial<ScheduleForm>) => void;
  readonly disabled: boolean;
}

/** The list with a part of one line another way. */
export const replaced = <T>(list: readonly T[], at: number, part: Partial<T>): T[] =>
  list.map((one, index) => (index === at ? { ...one, ...part } : one));

export const formOf = (setup: ScheduleSetup, language: Language): ScheduleForm => ({
  ...setup,
  visitTypes: setup.visitTypes.map((type) => ({ ...type, minutes: String(type.minutes) })),
  closures: setup.closures.map((closure) => ({ ...closure, key: newId() })),
  hours: setup.hours.map((day) =>
    day === null ? { opens: '', closes: '' } : { opens: sayTime(day.opens, language), closes: sayTime(day.closes, language) },
  ),
});

const COLORS = 12;
export const withProvider = (form: ScheduleForm): ScheduleForm => ({
  ...form,
  providers: [...form.providers, { providerId: newId(), name: '', color: form.providers.length % COLORS, active: true }],
});
export const withVisitType = (form: ScheduleForm): ScheduleForm => ({
  ...form,
  visitTypes: [...form.visitTypes, { visitTypeId: newId(), name: '', minutes: '30', color: form.visitTypes.length % COLORS, active: true }],
});

export const withClosure = (form: ScheduleForm): ScheduleForm => ({
  ...form,
  closures: [...form.closures, { key: newId(), from: '', to: '', name: '' }],
});
export const withRoom = (form: ScheduleForm): ScheduleForm => ({
  ...form,
  rooms: [...form.rooms, { roomId: newId(), name: '', active: true }],
});

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** The set-up that was typed; null while some of it can't be read. Lines that were added and left empty are none. */
export const setupOf = (form: ScheduleForm): ScheduleSetup | null => {
  const hours = form.hours.map(({ opens, closes }) => {
    if (opens.trim() === '' && closes.trim() === '') return null;
    const [from, to] = [readTime(opens), readTime(closes)];
    return from === null || to === null || from >= to ? undefined : { opens: from, closes: to };
  });
  const visitTypes = form.visitTypes
    .filter(({ name }) => name.trim() !== '')
    .map((type) => ({ ...type, name: type.name.trim(), minutes: Number(type.minutes) }));
  const providers = form.providers.filter(({ name }) => name.trim() !== '').map((one) => ({ ...one, name: one.name.trim() }));
  const closures = form.closures
    .filter(({ name, from, to }) => `${name}${from}${to}`.trim() !== '')
    .map(({ name, from, to }) => ({ name: name.trim(), from, to: to === '' ? from : to }));
  const rooms = form.rooms.filter(({ name }) => name.trim() !== '').map((one) => ({ ...one, name: one.name.trim() }));
  const oddDays = closures.some(({ name, from, to }) => name === '' || !ISO.test(from) || !ISO.test(to) || from > to);
  const odd =
    oddDays || hours.includes(undefined) || visitTypes.some(({ minutes }) => !Number.isInteger(minutes) || minutes < 5 || minutes > 720);
  if (odd) return null;
  return { ...form, providers, visitTypes, closures, rooms, hours: hours.map((day) => day ?? null) };
};
