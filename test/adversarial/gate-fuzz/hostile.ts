import { newId } from '../../../shared/ids.ts';
import type { Chance } from '../../random.ts';

const claiming = (length: number): unknown[] => {
  const empty: unknown[] = [];
  empty.length = length;
  return empty;
};
const ring = (): unknown => {
  const made: { self?: unknown } = {};
  made.self = made;
  return made;
};
const deep = (levels: number): unknown => {
  let made: unknown = 'bottom';
  for (let level = 0; level < levels; level += 1) made = level % 2 === 0 ? [made] : { in: made };
  return made;
};

/** Values a schema does not expect, all of which can cross a port. Made anew each time, since the big ones are big. */
const HOSTILE: readonly [() => unknown, ...(() => unknown)[]] = [
  () => null,
  () => undefined,
  () => '',
  () => ' ',
  () => '\u0000',
  () => '\uD800',
  () => 'x'.repeat(300),
  () => 'x'.repeat(70_000),
  () => '%%%___%%%',
  () => "' OR 1=1 --",
  () => '"*" OR NEAR(',
  () => '__proto__',
  () => 'constructor',
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => -1,
  () => 2 ** 53,
  () => 1e308,
  () => 10n ** 30n,
  () => true,
  () => [],
  () => claiming(4_000_000_000),
  () => Array.from({ length: 5_000 }, () => 'x'),
  () => ({}),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  () => new Map([['patientId', newId()]]),
  () => new Set([1]),
  () => new Date(Number.NaN),
  () => new Uint8Array(64),
  () => new Error('x'),
  () => /(a+)+$/,
  ring,
  () => deep(20),
  () => deep(800),
  () => newId(),
  () => '2031-02-30',
  () => '9999-12-31',
];
const ENORMOUS = (): unknown => 'ñ'.repeat(5_000_000);

/** Puts a hostile value somewhere into a sensible input, or adds a field nobody asked for. */
export const spoil = (input: Record<string, unknown>, chance: Chance): unknown => {
  const value = chance.happens(0.002) ? ENORMOUS() : chance.pick(HOSTILE)();
  const [key = '', ...others] = Object.keys(input).toSorted(() => chance.next() - 0.5);
  if (key === '' || chance.happens(0.1)) return value;
  if (chance.happens(0.15)) return Object.assign(input, { [chance.pick(['also', 'toString', 'patientId', '\uDC00'])]: value });
  const inner = input[key];
  if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && chance.happens(0.5))
    return Object.assign(input, { [key]: spoil({ ...inner }, chance) });
  if (others.length > 0 && chance.happens(0.1)) Reflect.deleteProperty(input, key);
  else input[key] = value;
  return input;
};
