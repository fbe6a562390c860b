import { contextBridge, ipcRenderer } from 'electron';
import type { Answer, Changed, Reason, Reply } from '../shared/contract.ts';
import type { offered } from '../shared/operations/offered.ts';

/**
 * The bridge: for each operation this page may ask for one function on window.clinic, and nothing else. The unlock page is offered the doors, the workspace everything behind them.
 * Calls for the vault go over a port that main handed on and can't read; calls for main go over Electron's own channel.
 */
const PAGES = { '/unlock.html': 'unlock', '/board.html': 'board', '/workspace.html': 'workspace' } as const;
const isKnown = (path: string): path is keyof typeof PAGES => Object.hasOwn(PAGES, path);
const page = isKnown(location.pathname) ? PAGES[location.pathname] : 'workspace';

/** Drawn from the one table by the build (electron.vite.config.ts): the table itself, with every schema, would be compiled anew in each page before its first paint. */
declare const OFFERED: ReturnType<typeof offered>;

let vault: MessagePort | undefined;
let lastId = 0;
const early: unknown[] = [];
const waiting = new Map<number, (answer: Answer<unknown>) => void>();

ipcRenderer.on('port', (event) => {
  const [port] = event.ports;
  if (port === undefined) return;
  vault = port;
  port.onmessage = ({ data }: MessageEvent<Reply | Changed>) => {
    if ('changed' in data) {
      hear('changed', data.changed);
      return;
    }
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  };
  for (const call of early.splice(0)) port.postMessage(call);
});

/** What can't be sent (a function, a window) is an answer like any other, not an exception of the machinery. */
const UNSENDABLE: Answer<unknown> = { ok: false, code: 'bad-input' };

const askVault = (name: string, input: unknown, reason?: Reason): Promise<Answer<unknown>> =>
  new Promise((resolve) => {
    lastId += 1;
    const id = lastId;
    const call = { id, name, input, ...(reason === undefined ? {} : { reason }) };
    waiting.set(id, resolve);
    try {
      if (vault === undefined) early.push(structuredClone(call));
      else vault.postMessage(call);
    } catch {
      waiting.delete(id);
      resolve(UNSENDABLE);
    }
  });

const askMain = async (name: string, input: unknown): Promise<Answer<unknown>> => {
  try {
    structuredClone(input);
  } catch {
    return UNSENDABLE;
  }
  return ipcRenderer.invoke('operation', { name, input });
};

contextBridge.exposeInMainWorld(
  'clinic',
  Object.fromEntries(
    OFFERED[page].map(([name, at]) => [
      name,
      at === 'main' ? (input: unknown) => askMain(name, input) : (input: unknown, reason?: Reason) => askVault(name, input, reason),
    ]),
  ),
);

type Listener = (payload: unknown) => void;
const listeners = new Map<string, Set<Listener>>();
const hear = (kind: string, payload: unknown): void => {
  for (const listener of listeners.get(kind) ?? []) listener(payload);
};
ipcRenderer.on('event', (_event, kind: string, payload: unknown) => hear(kind, payload));

contextBridge.exposeInMainWorld('clinicEvents', {
  /** Hears 'warning', 'flush', 'command', 'door', 'notice', 'board' or 'changed'; answers with how to stop hearing. */
  on: (kind: string, listener: Listener) => {
    const known = listeners.get(kind) ?? new Set();
    listeners.set(kind, known.add(listener));
    return () => {
      known.delete(listener);
    };
  },
});
