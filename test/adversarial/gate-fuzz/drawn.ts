import * as z from 'zod';
import { newId } from '../../../shared/ids.ts';
import { OPERATIONS, type OperationName } from '../../../shared/operations/table.ts';
import type { Chance } from '../../random.ts';

/** What stands for the real ids of a practice in a drawn input: a value for a field of this name, or undefined to let the schema say what fits. */
export type Hints = (field: string) => unknown;

type Shape = z.core.JSONSchema.BaseSchema;
const isShape = (said: unknown): said is Shape => typeof said === 'object' && said !== null && !Array.isArray(said);

const shapes = new Map<OperationName, Shape>();
const shapeOf = (name: OperationName): Shape => {
  const known = shapes.get(name);
  if (known !== undefined) return known;
  const made = z.toJSONSchema(OPERATIONS[name].input, { io: 'input', unrepresentable: 'any' });
  shapes.set(name, made);
  return made;
};

const WORDS = ['García', 'O’Brien', 'Nguyễn', '山田', 'x', '  two words  ', 'Zoë', "D'Angelo", '=1+1', 'a-b_c.d', 'ÑANDÚ', '👩‍⚕️'] as const;
const DATES = ['1961-04-03', '2031-05-12', '2031-06-01', '1900-01-01', '2028-02-29'] as const;

const textFor = ({ format, pattern = '', allOf = [], maxLength = 400, minLength = 0 }: Shape, chance: Chance): string => {
  const patterns = [pattern, ...allOf.map((part) => (isShape(part) ? (part.pattern ?? '') : ''))];
  if (patterns.some((one) => one.includes('[1-8][0-9a-fA-F]{3}'))) return newId();
  if (format === 'date') return chance.pick(DATES);
  if (format === 'base64') return chance.pick(['', 'YSxiCg==', 'AAAA']);
  if (pattern.startsWith('^[a-z0-9]')) return `u${chance.below(1_000_000)}`;
  if (pattern !== '') return `f${chance.below(1_000)}.csv`;
  const long = chance.happens(0.05) ? 'ñ'.repeat(Math.min(maxLength, 3_000)) : chance.pick(WORDS);
  return minLength === 0 && chance.happens(0.1) ? '' : long.slice(0, maxLength);
};

const numberFor = ({ minimum, exclusiveMinimum, maximum }: Shape, chance: Chance): number => {
  const least = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 0);
  const most = Math.min(maximum ?? least + 100, least + 100);
  return chance.happens(0.3) ? least : least + chance.below(most - least + 1);
};

const draw = (said: unknown, chance: Chance, hints: Hints): unknown => {
  if (!isShape(said)) return chance.pick(WORDS);
  if (said.const !== undefined) return said.const;
  const [first, ...rest] = said.enum ?? [];
  if (first !== undefined) return chance.pick([first, ...rest]);
  const [one, ...others] = said.anyOf ?? said.oneOf ?? [];
  if (one !== undefined) return draw(chance.pick([one, ...others]), chance, hints);
  switch (said.type) {
    case 'string':
      return textFor(said, chance);
    case 'integer':
    case 'number':
      return numberFor(said, chance);
    case 'boolean':
      return chance.happens(0.5);
    case 'null':
      return null;
    case 'array': {
      const { items, minItems = 0 } = said;
      const length = Math.max(minItems, chance.happens(0.6) ? 0 : 1 + chance.below(2));
      return items === undefined ? [] : Array.from({ length }, () => draw(items, chance, hints));
    }
    case 'object':
      return drawObject(said, chance, hints);
    default:
      return chance.pick(WORDS);
  }
};

const drawObject = (
  { properties = {}, required = [], propertyNames, additionalProperties }: Shape,
  chance: Chance,
  hints: Hints,
): unknown => {
  const made: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(properties)) {
    if (!required.includes(field) && !chance.happens(0.25)) continue;
    const hint = hints(field);
    made[field] = hint === undefined ? draw(inner, chance, hints) : hint;
  }
  const [name, ...names] = (isShape(propertyNames) ? propertyNames.enum : undefined) ?? [];
  if (name !== undefined && typeof additionalProperties === 'object')
    for (let left = 1 + chance.below(4); left > 0; left -= 1) {
      const field = String(chance.pick([name, ...names]));
      made[field] = hints(field) ?? draw(additionalProperties, chance, hints);
    }
  return made;
};

/** An input that the operation's own schema takes, in which the fields the practice knows something about are of this practice. */
export const drawn = (name: OperationName, chance: Chance, hints: Hints): Record<string, unknown> => {
  for (let tries = 0; tries < 60; tries += 1) {
    const made = draw(shapeOf(name), chance, hints);
    if (typeof made === 'object' && made !== null && OPERATIONS[name].input.safeParse(made).success) return { ...made };
  }
  throw new Error(`no input of ${name} could be drawn from its schema`);
};
