import { join } from 'node:path';
import type { EntryTime } from '../../shared/entry.ts';
import { isOnTheBoard } from '../../shared/operations/offered.ts';
import { DESK_PACE } from '../gate/pace.ts';
import { readClocks } from '../session/clocks.ts';
import { Lobby } from './lobby.ts';
import { MainLine, type ParentPort } from './main-line.ts';
import { Pages } from './pages.ts';
import { settleRecords } from './rotation.ts';
import { serve } from './serve.ts';
import { OpenSession } from './session.ts';
import type { Entrant } from './sign-in.ts';
import { WaitingRotation } from './waiting-rotation.ts';

/** The bundle has them beside this program. */
const STORE_WORKER = join(import.meta.dirname, 'store-worker.js');
const CHECKPOINT_WORKER = join(import.meta.dirname, 'checkpoint-worker.js');

/**
 * The vault: a process of its own, one per signed-in session. It begins empty (no key, no store open) and answers the unlock page; once a person has proven to be
 * themselves it opens the records for them and answers the workspace page. It has no window and no network, and ends by being killed.
 */
export const runVault = (parent: ParentPort): void => {
  let session: OpenSession | null = null;
  const pages = new Pages();
  const line = new MainLine(parent, (said, ports) => {
    const [port] = ports;
    if (said.type === 'lobby' && port !== undefined) serve(port, (asked) => lobby.answer(asked));
    if ((said.type === 'workspace' || said.type === 'board') && port !== undefined) {
      pages.add(port);
      serve(port, async (asked) => {
        if (session === null) return { ok: false, code: 'locked' };
        if (said.type === 'board' && !isOnTheBoard(asked.name)) return session.refuse(asked);
        const answer = await session.answer(asked);
        if (answer.ok) pages.tellOthers(port, asked.name);
        return answer;
      });
    }
    if (said.type === 'deadline') session?.setDeadline(said.until);
    if (said.type === 'log-state') session?.setLogTrusted(said.trusted);
    if (said.type === 'recorded') session?.recorded(said.entries);
    if (said.type === 'end') {
      lobby.end();
      session?.end();
    }
  });
  const clocks = readClocks();
  const clock = (): EntryTime => {
    const { wall, boot } = clocks();
    return { wall, boot, server: null };
  };
  const rotation = new WaitingRotation();
  const enter = async (entrant: Entrant): Promise<void> => {
    const { told: onStep, signal } = rotation;
    session = new OpenSession(
      await settleRecords(entrant, { clock, program: STORE_WORKER, onStep, signal }),
      line,
      DESK_PACE,
      CHECKPOINT_WORKER,
    );
    const { userId, name, role, sessionId } = session.actor;
    line.say({ type: 'opened', actor: { userId, name, role, sessionId, color: session.color } });
    void session.checkStores(STORE_WORKER);
    session.outage.begin();
  };
  const lobby = new Lobby(line, enter, rotation);
  line.say({ type: 'ready' });
};

runVault(process.parentPort);
