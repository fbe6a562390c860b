import type { KeyObject } from 'node:crypto';
import type { LogAbout } from '../../audit/log-check.ts';
import { publicKeyFrom } from '../../audit/session-key.ts';
import type { ReadHandlers, VaultPlainHandlers } from '../../gate/handlers.ts';
import type { MainLine } from '../main-line.ts';
import type { Entrant } from '../sign-in.ts';
import type { StepUp } from '../step-up.ts';
import { exportLog } from './export-file.ts';
import { searchLog } from './log-search.ts';
import { lookersOf } from './lookers.ts';
import type { ReadingRoom } from './reading-room.ts';
import { Verification } from './verification.ts';

/** What the log says, for those who may read it. */
export const auditReads = (room: ReadingRoom) =>
  ({ 'audit.search': searchLog(room), 'patient.lookers': lookersOf(room) }) satisfies Partial<ReadHandlers>;

export interface AuditPlainParts {
  readonly entrant: Entrant;
  readonly line: MainLine;
  readonly stepUp: StepUp;
  /** Signs what stands unsigned, and tells main. */
  readonly seal: () => void;
  readonly devicePublic: KeyObject;
}

/** Whether the log can be trusted, and the log as a file. */
export const auditPlain = ({ entrant, line, stepUp, seal, devicePublic }: AuditPlainParts) => {
  const { ledger, grant } = entrant;
  const about = (): LogAbout => {
    const users = new Map<string, KeyObject[]>();
    for (const { user_id, signing_public } of ledger.roll.signingKeys())
      users.set(user_id, [...(users.get(user_id) ?? []), publicKeyFrom(signing_public)]);
    const { practiceId, workstationId } = grant.place;
    return { practice: practiceId, workstation: workstationId, keys: { device: devicePublic, users }, signatures: true };
  };
  const verification = new Verification({ ledger: ledger.store, about, anchor: () => line.askAnchor(), seal });
  return {
    'audit.verify': ({ restart }) => verification.go(restart),
    'audit.accept-finding': ({ seq, code, reason }, { commit }) =>
      stepUp.prove(code, async () => {
        await line.askAccept(seq, reason);
        return commit(() => ({ accepted: true as const }));
      }),
    'audit.export': (_input, { commit }) =>
      exportLog({ ledger: ledger.store, about, seal, commit, choose: (name) => line.askFile(name) }, Date.now()),
  } satisfies Partial<VaultPlainHandlers>;
};
