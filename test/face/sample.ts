/** How the sample practice presents itself to a page. */
export interface Sample {
  readonly language: 'en' | 'es';
  readonly theme: 'light' | 'dark' | 'high-contrast' | 'system';
  readonly density: 'compact' | 'comfortable';
  readonly role: string;
  readonly door: { readonly state: string; readonly [key: string]: unknown };
  readonly page: 'unlock' | 'workspace';
}

/**
 * Runs inside the page before its own scripts and stands in for the preload: every operation the screens ask here answers with invented people.
 * Only for looking at screens; it has no rules and keeps nothing.
 */
export function installSample(sample: Sample): void {
  const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const preferences = { language: sample.language, theme: sample.theme, density: sample.density, singleKeys: true };
  const hits = [
    ['García López', 'María', 'Fernanda', 'Mafer', '1961-03-04', 'female', '+15125550142', 'Austin', true],
    ['Garcia', 'Mario', undefined, undefined, '1987-11-30', 'male', '+15125550199', 'Round Rock', false],
    ['Montgomery-Featherstonehaugh', 'Bartholomew', 'Alexander', undefined, '2019-06-01', 'male', undefined, 'Dripping Springs', false],
  ].map(([familyName, givenName, middleName, preferredName, birthDate, sex, phone, city, sameName], n) => ({
    patientId: id(n + 1),
    mrn: String(10442 + n),
    familyName,
    givenName,
    middleName,
    preferredName,
    birthDate,
    sex,
    phone,
    city,
    sameName,
    archived: false,
    restricted: n === 2 ? 'vip' : null,
    deceased: false,
  }));
  const door = {
    practice: 'Riverside Family Practice',
    workstation: 'Front desk 1',
    synthetic: true,
    developmentRuntime: true,
    lockedBecause: null,
    broken: null,
    refused: null,
    people: [
      { userId: id(51), name: 'Maria Gonzalez', color: 0, passwordOnly: true, waitSeconds: 0 },
      { userId: id(52), name: 'Dr. Anne Whitfield', color: 2, passwordOnly: false, waitSeconds: 0 },
      { userId: id(53), name: 'Tomás Hernández', color: 4, passwordOnly: false, waitSeconds: 95 },
    ],
    language: sample.language,
    theme: sample.theme,
    ...sample.door,
  };
  const member = (n: number, name: string, role: string, state: string, lastSignIn: number | null) => ({
    userId: id(50 + n),
    signInName: name.toLowerCase().replaceAll(/[^a-z]+/g, '.'),
    name,
    role,
    state,
    endsOn: role === 'outside-reviewer' ? '2027-03-31' : null,
    lastSignIn,
  });
  const at = Date.now() - 3_600_000;
  const members = [
    member(1, 'Maria Gonzalez', 'front-desk', 'active', at),
    member(2, 'Anne Whitfield', 'owner', 'active', at - 90_000_000),
    member(3, 'Tomas Hernandez', 'clinician', 'barred', at - 900_000_000),
    member(4, 'Paul Okafor', 'outside-reviewer', 'new', null),
    member(5, 'Linda Marsh', 'biller', 'removed', at - 9_000_000_000),
  ];
  const log = { tampered: false, empty: false };
  const DEEDS = [
    ['audit.read', 'allowed', 'audit.search', null],
    ['patient.read', 'allowed', 'patient.open', 'treatment'],
    ['patient.update', 'committed', 'patient.update', null],
    ['patient.update', 'intent', 'patient.update', null],
    ['patient.search', 'allowed', 'patient.search', null],
    ['patient.read', 'refused', 'patient.open', null],
    ['session.sign-in', 'allowed', 'main.session', null],
    ['session.failed', 'refused', 'main.session', 'sign-in-failed'],
    ['session.lock', 'allowed', 'main.session', 'idle'],
    ['audit.rollback-decision', 'allowed', 'door.decide-rollback', 'restored-on-purpose'],
    ['import.finish', 'failed', 'import.run', null],
    ['store.open', 'allowed', 'main.start', null],
  ] as const;
  const auditLines = Array.from({ length: 50 }, (_, n) => {
    const [action, outcome, operation, reason] = DEEDS[n % DEEDS.length] ?? DEEDS[0];
    const about = /^(?:patient|audit\.read)/.test(action) && outcome !== 'refused';
    const own = operation === 'main.start' || action === 'session.failed';
    const named = about && sample.role !== 'auditor';
    const names = hits.map(({ patientId, familyName, givenName }) => ({ patientId, name: `${familyName}, ${givenName}` }));
    return {
      seq: 12_479 - n,
      at: Date.now() - n * 47_000,
      userId: own ? null : id(51),
      by: own ? null : (members[n % 3]?.name ?? null),
      role: own ? null : (members[n % 3]?.role ?? null),
      workstation: 'Front desk 1',
      operation,
      action,
      outcome,
      rows: about ? 3 : 0,
      reason,
      reasonWords: reason === 'treatment' && sample.role !== 'auditor' ? 'Called about her results and asked for a copy' : null,
      object: action === 'audit.rollback-decision' ? 'e4163ea60efc825f5f49ad76b4f3159652bbdad3aad087689de6668ec7305142' : null,
      patients: named ? (n % 12 === 2 ? names.slice(0, 1) : names) : [],
      morePatients: about ? (named ? (n % 12 === 4 ? 12 : 0) : 3) : 0,
    };
  });
  const answers: Record<string, (input: Record<string, unknown>) => unknown> = {
    'session.status': () => ({
      userId: id(51),
      name: 'Maria Gonzalez',
      role: sample.role,
      color: 0,
      workstation: 'Front desk 1',
      practice: 'Riverside Family Practice',
      synthetic: true,
      locksInSeconds: 245,
      warning: false,
      auditSize: 12_480,
      log: { state: 'intact', done: 12_480, total: 12_480, finding: null },
      rotationPending: false,
      storeCheck: 'none',
      failedSinceLastSignIn: 2,
    }),
    'alert.list': () => ({ alerts: [{ alertId: id(90), kind: 'staff-reset', name: members[1]?.name ?? '', at: Date.now() - 3_600_000 }] }),
    'audit.search': () => ({ lines: log.empty ? [] : auditLines, nextBefore: null, size: 12_480, catchingUp: false }),
    'audit.verify': () => ({
      state: log.tampered ? 'broken' : 'intact',
      done: 12_480,
      total: 12_480,
      finding: log.tampered ? { kind: 'rewritten', seq: 8_320, until: 8_383 } : null,
      notes: [
        { kind: 'closed-by-device', seq: 4_711, until: 4_713 },
        { kind: 'rollback-decided', seq: 9_002, until: 9_002 },
      ],
      root: 'e4163ea60efc825f5f49ad76b4f3159652bbdad3aad087689de6668ec7305142',
      anchored: true,
    }),
    'audit.export': () => ({
      saved: true,
      entries: 12_480,
      head: '12480:e4163ea60efc825f5f49ad76b4f3159652bbdad3aad087689de6668ec7305142',
    }),
    'session.lock': () => ({ locked: true }),
    'preferences.read': () => preferences,
    'preferences.write': (input) => Object.assign(preferences, input),
    'policy.read': () => ({ autoLockMinutes: 5, clipboardClearSeconds: 60, passwordOnlyHours: 8 }),
    'policy.write': (input) => ({ autoLockMinutes: 5, clipboardClearSeconds: 60, passwordOnlyHours: 8, ...input }),
    'patient.search': (input) => ({
      hits: String(input['query']).startsWith('zz') ? [] : hits,
      more: false,
      forgivingTypos: String(input['query']).startsWith('gracia'),
    }),
    'draft.list': () => ({
      drafts: [
        { draftId: id(71), form: 'patient.register', subjectId: null, content: '{}', keptAt: Date.now() - 900_000 },
        { draftId: id(72), form: 'patient.update', subjectId: id(1), content: '{}', keptAt: Date.now() - 90_000_000 },
      ],
    }),
    'draft.keep': (input) => ({ draftId: input['draftId'], keptAt: Date.now() }),
    'draft.drop': (input) => ({ draftId: input['draftId'] }),
    'staff.list': () => ({ members }),
    'staff.add': () => ({ userId: id(59), oneTimePassword: 'lantern-otter-42-basil' }),
    'staff.reset': () => ({ userId: id(53), oneTimePassword: 'copper-meadow-17-finch' }),
    'staff.change-role': () => members[0],
    'staff.remove': () => ({ userId: id(53), rotation: 'pending' }),
    'account.change-password': () => ({ changed: true }),
    'door.status': () => door,
    'door.language': (input) => Object.assign(door, input),
    'door.check-password': (input) => {
      const length = String(input['password']).length;
      return { ok: length >= 12, reason: length >= 12 ? null : 'too-short' };
    },
    'door.sign-in': (input) =>
      input['password'] === 'new'
        ? { next: 'enrol', enrolment }
        : { next: input['code'] === undefined && input['userId'] !== id(51) ? 'code' : 'open' },
    'door.enrol': () => ({ recoveryCodes }),
    'door.enter': () => ({ next: 'open' }),
    'door.set-up': () => ({ enrolment }),
    'door.set-up-code': () => ({ recoveryCodes, shares, needed: 2 }),
    'door.recover': () => ({ enrolment }),
    'door.recover-code': () => ({ recoveryCodes }),
    'door.decide-rollback': () => ({ decided: true }),
    'door.set-up-finish': () => ({ next: 'open' }),
  };
  const enrolment = {
    otpauth: 'otpauth://totp/Riverside%20Family%20Practice:anne?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Anteroom',
    secret: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP',
  };
  const recoveryCodes = Array.from({ length: 10 }, (_, n) => `${4171 + n * 613}-${8239 - n * 407}-${1000 + n * 77}`);
  const words =
    'legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth title';
  const shares = ['A', 'B', 'C'].map((label) => ({
    label,
    words: `${words} ${label === 'A' ? 'able' : 'zone'}`,
    qr: `ANTEROOM-KIT ${label} ${words}`,
  }));

  const refuse = new Set<string>();
  const listeners = new Map<string, Set<(event: unknown) => void>>();
  const clinic = Object.fromEntries(
    Object.entries(answers)
      .filter(([name]) => (sample.page === 'unlock' ? name.startsWith('door.') || name === 'session.lock' : !/^door\./.test(name)))
      .map(([name, answer]) => [
        name,
        async (input: Record<string, unknown>, reason?: unknown) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          if (refuse.has(name)) return { ok: false, code: 'sign-in-failed', seconds: 30 };
          if (name === 'patient.open' && reason === undefined) return { ok: false, code: 'reason-needed' };
          return { ok: true, value: answer(input) };
        },
      ]),
  );
  Object.assign(window, {
    clinic: Object.freeze(clinic),
    clinicEvents: Object.freeze({
      on: (kind: string, listener: (event: unknown) => void) => {
        const all = listeners.get(kind) ?? new Set();
        listeners.set(kind, all.add(listener));
        return () => all.delete(listener);
      },
    }),
    sample: {
      tell: (kind: string, event: unknown) => {
        for (const listener of listeners.get(kind) ?? []) listener(event);
      },
      refuse: (name: string) => refuse.add(name),
      tamper: () => Object.assign(log, { tampered: true }),
      empty: () => Object.assign(log, { empty: true }),
    },
  });
  document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.sample}`));
}
