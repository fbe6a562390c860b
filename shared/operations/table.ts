import type * as z from 'zod';
import type { DoorOperation, Operation, PhiOperation, PlainOperation } from '../contract.ts';
import { alerts } from './alerts.ts';
import { audit } from './audit.ts';
import { calls } from './calls.ts';
import { checkIn } from './check-in.ts';
import { drafts } from './drafts.ts';
import { files } from './files.ts';
import { freeSlots } from './free-slots.ts';
import { imports } from './import.ts';
import { missing } from './missing.ts';
import { outage } from './outage.ts';
import { patients } from './patients.ts';
import { printing } from './printing.ts';
import { schedule } from './schedule.ts';
import { series } from './series.ts';
import { doors, menu, session } from './session.ts';
import { settings } from './settings.ts';
import { account, staff } from './staff.ts';
import { tasks } from './tasks.ts';
import { timeBlocks } from './time-blocks.ts';
import { visitEdit } from './visit-edit.ts';
import { visitList } from './visit-list.ts';
import { waitList } from './wait-list.ts';

/** The one table. Every operation a screen can ask for stands here and nowhere else. */
export const OPERATIONS = {
  ...patients,
  ...schedule,
  ...checkIn,
  ...calls,
  ...missing,
  ...tasks,
  ...freeSlots,
  ...timeBlocks,
  ...visitEdit,
  ...visitList,
  ...waitList,
  ...series,
  ...printing,
  ...drafts,
  ...imports,
  ...audit,
  ...alerts,
  ...files,
  ...staff,
  ...account,
  ...settings,
  ...session,
  ...menu,
  ...doors,
  ...outage,
} satisfies Record<string, Operation>;

export type Operations = typeof OPERATIONS;
export type OperationName = keyof Operations;

type NamesWhere<Kind> = { [K in OperationName]: Operations[K] extends Kind ? K : never }[OperationName];
export type PhiName = NamesWhere<PhiOperation>;
export type PlainName = NamesWhere<PlainOperation>;
export type MainName = NamesWhere<PlainOperation & { readonly at: 'main' }>;
export type VaultPlainName = NamesWhere<PlainOperation & { readonly at: 'vault' }>;
export type DoorName = NamesWhere<DoorOperation>;

/** What a caller passes, what a handler receives, what a handler returns, what a caller gets. */
export type Asked<K extends OperationName> = z.input<Operations[K]['input']>;
export type Input<K extends OperationName> = z.output<Operations[K]['input']>;
export type Result<K extends OperationName> = z.input<Operations[K]['output']>;
export type Value<K extends OperationName> = z.output<Operations[K]['output']>;

export const isOperationName = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);

type Parsers = { readonly [K in OperationName]: { readonly parse: (raw: unknown) => Input<K> } };
const parsers: Parsers = OPERATIONS;

/** Parses one operation's input, still typed by its name, so that the result fits that operation's handler and no other. Throws Failure `bad-input`. */
export const parseInput = <K extends OperationName>(name: K, raw: unknown): Input<K> => parsers[name].parse(raw);
