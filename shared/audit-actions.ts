/**
 * What an audit entry can say was done: a closed list, by ASTM E2147-18 as 45 CFR 170.210(e) asks, in the spirit of IHE BALP (create, read,
 * update, delete, query, disclose). Codes stay for ever, since old logs hold them: add, never rename, never remove.
 */
export const AUDIT_ACTIONS = [
  // records about patients
  'patient.search',
  'patient.read',
  'patient.read-ssn',
  'patient.create',
  'patient.update',
  'patient.archive',
  'patient.restore',
  'patient.restrict',
  'patient.unrestrict',
  'patient.merge',
  'patient.unmerge',
  'patient.undo',
  'patient.history',
  'patient.access-report',
  'patient.duplicates',
  'coverage.read',
  'coverage.create',
  'coverage.update',
  'coverage.remove',
  'consent.read',
  'consent.record',
  'consent.revoke',
  'alert.read',
  'alert.change',
  'note.read',
  'note.change',
  'schedule.read',
  'schedule.create',
  'schedule.update',
  'schedule.cancel',
  'schedule.status',
  'schedule.undo',
  'document.list',
  'document.read',
  'document.create',
  'document.update',
  'document.file',
  'document.remove',
  'draft.keep',
  'draft.read',
  'draft.discard',
  'emergency.access',

  // PHI coming in and going out
  'import.preview',
  'import.start',
  'import.receive',
  'import.map',
  'import.check',
  'import.rows',
  'import.finish',
  'import.cancel',
  'import.undo',
  'import.rejects',
  'import.read-original',
  'export',
  'print',
  'copy',
  'disclosure.record',
  'disclosure.report',
  'fax.send',
  'fax.receive',
  'message.send',

  // people and their sessions. Begun: `sign-in` with both factors; with the password alone `unlock` by who was here last, `switch` by another. Ended: `expired` at
  // the ceiling, `sign-out` where the sign-in is forgotten, else `lock` with its reason.
  'session.sign-in',
  'session.failed',
  'session.barred',
  'session.lock',
  'session.unlock',
  'session.sign-out',
  'session.expired',
  'session.switch',
  'staff.read',
  'staff.create',
  'staff.update',
  'staff.role',
  'staff.assign',
  'staff.disable',
  'staff.enable',
  'staff.remove',
  'staff.reset',
  'staff.password',
  'staff.second-factor',
  'staff.recovery-codes',

  // the log, the rules, the keys, the store
  'audit.read',
  'audit.verify',
  'audit.export',
  'audit.alert',
  'audit.review',
  'audit.rollback-decision',
  'settings.read',
  'settings.change',
  'policy.change',
  'key.create',
  'key.rotate',
  'key.box',
  'key.remove',
  'key.problem',
  'recovery.create',
  'recovery.test',
  'recovery.use',
  'store.create',
  'store.open',
  'store.close',
  'store.migrate',
  'store.backup',
  'store.restore',
  'store.check',
  'store.damage',
  'store.encryption',
  'workstation.create',
  'workstation.retire',
  'clock.moved',
  'sync.send',
  'sync.receive',
  'sync.conflict',
  'sync.resolve',
  'gate.refuse',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * How it went. `intent` is durable before a change is made, and `committed`, `failed` or `undone` follows it; an answer that is only read is
 * `allowed`; what the gate turned away is `refused`.
 */
export const AUDIT_OUTCOMES = ['allowed', 'refused', 'failed', 'intent', 'committed', 'undone'] as const;

export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Why it was done: codes of HL7 v3 PurposeOfUse. ETREAT is emergency ("break-glass") access. */
export const AUDIT_PURPOSES = ['TREAT', 'ETREAT', 'HPAYMT', 'HOPERAT', 'PATRQT', 'HLEGAL', 'PUBHLTH', 'HSYSADMIN', 'HCOMPL'] as const;

export type AuditPurpose = (typeof AUDIT_PURPOSES)[number];
