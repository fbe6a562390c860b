import { inflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { makeCanaries } from '../memory/canaries.ts';
import { type FileScan, scanFiles } from '../memory/files.ts';
import { keyNeedles, type Needle, textNeedles } from '../memory/needles.ts';
import { type MemoryScan, scanMemory } from '../memory/scan.ts';
import { type BareWorkstation, isAlive, until } from '../support/bare-workstation.ts';
import { copyAll, fieldIn, pasteInto, readAloud, selectShown, signInTyping, typeInto } from '../support/hands.ts';
import type { Owner } from '../support/people.ts';
import { foldersOfRun } from '../support/practice-keys.ts';
import { given, NO_LISTS, sayLast } from '../support/workstation.ts';

/** A patient in the store whose every word occurs nowhere else. */
export interface Canaries {
  readonly patientId: string;
  readonly words: Readonly<Record<string, string>>;
}

const KINDS = { family: 'name', first: 'name', phone: 'phone', email: 'email', street: 'street', desk: 'note', task: 'note' } as const;

/** Puts a canary into the store. It came through main's debugging port, so only a main that follows is without it. */
export const plantCanary = async (desk: Page): Promise<Canaries> => {
  const words = makeCanaries(KINDS);
  const details = {
    familyName: words.family,
    givenName: words.first,
    birthDate: '1987-06-15',
    mobilePhone: words.phone,
    email: words.email,
    addressLine1: words.street,
    deskNote: words.desk,
  };
  const { patientId } = await given(desk, 'patient.register', { details, lists: NO_LISTS });
  const { userId } = await given(desk, 'session.status', {});
  await given(desk, 'task.create', { kind: 'task', patientId, taskText: words.task, owner: { whose: 'person', userId }, due: null });
  return { patientId, words };
};

/** So many bytes of a print are looked for; a multiple of three stands in base64 as it does alone. */
const PIECE = 48;

/** Has a print made of the canary and keeps it on the page, as a preview does; answers with a piece of what is written on it, as it stands in the PDF. */
const previewPrint = async (desk: Page, patientId: string): Promise<Buffer> => {
  const base64 = await desk.evaluate(async (id) => {
    const { value } = await Reflect.get(window, 'clinic')['print.face-sheet']({ patientId: id, language: 'en' });
    Reflect.set(window, 'shownPrint', value.pdf);
    return String(value.pdf);
  }, patientId);
  const pdf = Buffer.from(base64, 'base64');
  const text = pdf.toString('latin1');
  for (const { index } of text.matchAll(/stream\r?\n(?!endobj)/g)) {
    const from = index + (text[index + 6] === '\r' ? 8 : 7);
    const written = inflated(pdf.subarray(from, text.indexOf('endstream', from)));
    const aligned = from + 3 - (from % 3);
    if (written.includes('BT')) return pdf.subarray(aligned, aligned + PIECE);
  }
  throw new Error('nothing is written on the print');
};

const inflated = (bytes: Buffer): string => {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    return '';
  }
};

/** One whole cycle: what was seen before the lock, how fast it was, and what was left after main had replaced itself. */
export interface Cycle {
  /** Before the lock, by `process type: label`: proof that the scanner sees. */
  readonly seen: readonly string[];
  /** From the request to lock until the vault and every page that showed anything are dead. */
  readonly lockMs: number;
  /** From the end of the old main until the new lock screen answers and has the focus in a field. */
  readonly backMs: number;
  readonly memory: MemoryScan;
  readonly files: FileScan;
  /** What could be pasted from the clipboard, and with the middle button, at the new lock screen. */
  readonly pasted: string;
  readonly typed: string;
}

export interface Session {
  readonly station: BareWorkstation;
  readonly owner: Owner;
  readonly keys: ReadonlyMap<string, Buffer>;
}

/** Goes to the inbox by its key, from elsewhere so that it is read, and waits until the task stands there. */
const showInbox = async (desk: Page, task: string): Promise<void> => {
  await desk.keyboard.press('Alt+1');
  await desk.keyboard.press('Alt+3');
  await until('the task in the inbox', () => desk.evaluate((text) => document.body.innerText.includes(text) || undefined, task));
};

const DRAFT_FORM = 'patient.update';

/** Reads, types, selects and copies canaries as the signed-in person would, locks, waits for main's replacement, and searches everything. */
export const lockCycle = async ({ station, owner, keys }: Session, desk: Page, planted: Canaries, draftId: string): Promise<Cycle> => {
  const { marker, folder } = station;
  const hand = makeCanaries({ note: 'note', name: 'name', search: 'name' });
  await showInbox(desk, planted.words['task'] ?? '');
  await readAloud(desk, planted.patientId);
  const print = await previewPrint(desk, planted.patientId);
  const area = await fieldIn(desk, 'typed', 'textarea');
  await typeInto(area, hand.note);
  await typeInto(await fieldIn(desk, 'typed too'), hand.name);
  await typeInto(await fieldIn(desk, 'asked'), hand.search);
  await desk.evaluate(
    async ([id, form]) => {
      const content = [...document.querySelectorAll<HTMLTextAreaElement>('textarea')].map((field) => field.value).join('\n');
      await Reflect.get(window, 'clinic')['draft.keep']({ draftId: id, form, subjectId: null, content });
    },
    [draftId, DRAFT_FORM] as const,
  );
  await copyAll(area);
  if ((await pasteInto(await fieldIn(desk, 'pasted'))) !== hand.note) throw new Error('nothing was copied, so nothing is proven');
  await selectShown(desk);

  const secrets: readonly Needle[] = [...keys].flatMap(([label, key]) => keyNeedles(label, key));
  const words = { ...planted.words, typed: hand.note, 'typed name': hand.name, 'typed search': hand.search, password: owner.password };
  const needles = [
    ...secrets,
    ...keyNeedles('print', print),
    ...Object.entries(words).flatMap(([label, text]) => textNeedles(label, text)),
  ];
  const before = scanMemory([], { needles, marker });

  const mainPid = station.mainPid();
  const doomed = before.processes.filter(({ type }) => type === 'renderer' || type.includes('NodeService')).map(({ pid }) => pid);
  const asked = performance.now();
  sayLast(desk, 'session.lock', {});
  await until('the end of vault and page', async () => (doomed.some(isAlive) ? undefined : true));
  const lockMs = performance.now() - asked;
  await station.detach();
  await until('the end of the old main', async () => (mainPid !== undefined && isAlive(mainPid) ? undefined : true));
  const ended = performance.now();
  await station.attach();
  const door = await station.page('unlock');
  const empty = await fieldIn(door, 'clipboard');
  await empty.focus();
  const backMs = performance.now() - ended;

  const memory = scanMemory([], { needles, marker });
  const files = scanFiles({ needles, directories: foldersOfRun(folder), marker });
  const pasted = await pasteInto(empty);
  return {
    seen: [...new Set(before.hits.map(({ type, label }) => `${type}: ${label}`))].sort(),
    lockMs,
    backMs,
    memory,
    files,
    pasted,
    typed: hand.note,
  };
};

/** Signs in at the lock screen by typing; `code` only where it is asked for. */
export const comeBack = async ({ station, owner }: Session, code?: string): Promise<Page> => {
  const door = await station.page('unlock');
  const { people } = await given(door, 'door.status', {});
  const userId = people[0]?.userId;
  if (userId === undefined) throw new Error('nobody is known here');
  await signInTyping(door, userId, owner.password, code);
  return station.page('workspace');
};

/** What is wrong with a cycle, one line each; nothing where law 4 held. Processes, labels and files are named, never what was found. */
export const broken = (cycle: Cycle): string[] => [
  ...cycle.memory.hits.map(
    ({ type, label, encoding, count, mapping }) => `memory of ${type}: ${label} (${encoding}) ${count} times in ${mapping}`,
  ),
  ...cycle.files.hits.map(({ file, label, encoding }) => `file ${file}: ${label} (${encoding})`),
  ...(cycle.memory.swap ? ['memory may have gone to swap'] : []),
  ...cycle.memory.unread.map(({ type, mapping, bytes }) => `unread: ${bytes} bytes of ${mapping} in ${type}`),
  ...cycle.files.unread.map((file) => `unread: ${file}`),
  ...(cycle.pasted === '' ? [] : ['the clipboard was not empty']),
];
