import { AuditLog } from '../audit/log.ts';
import { readClocks } from '../session/clocks.ts';
import type { Place } from './control.ts';
import type { LedgerSide } from './ledger-side.ts';

/** The log of this workstation on the vault's own connection, under the policy that was in force when the place was told. */
export const ledgerLog = (ledger: LedgerSide, place: Place): AuditLog => {
  const clocks = readClocks();
  return new AuditLog(ledger.store, {
    practice: place.practiceId,
    workstation: place.workstationId,
    appVersion: place.appVersion,
    policy: () => place.policyHash,
    clock: () => {
      const { wall, boot } = clocks();
      return { wall, boot, server: null };
    },
  });
};
