// Who may import whom. Each rule is a wall of the house; its comment is the sentence a person reads when they run into it.

/** Tests may look into any room. */
const test = '\\.test\\.tsx?$';
const NETWORK_CORE = '^(node:)?(http|https|http2|net|tls|dgram|dns|dns/promises|inspector|inspector/promises)$';
const NETWORK_PACKAGES = 'node_modules/(undici|ws|node-fetch|axios|got|request|superagent|socket\\.io-client|electron-updater)/';
const DESKTOP = '^(main|preload|renderer|shared)/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    rule(
      'shared-is-pure',
      'shared/ is words both sides speak: no Node, no Electron, no other room.',
      { path: '^shared/', pathNot: test },
      { path: '^(main|preload|renderer|server|build|test)/|^electron$|node_modules/(electron|react|react-dom|@mantine)/' },
    ),
    rule(
      'shared-has-no-node',
      'shared/ runs in the page as well: no Node.',
      { path: '^shared/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'renderer-to-shared-only',
      'A page knows the words and nothing behind the bridge.',
      { path: '^renderer/', pathNot: test },
      { path: '^(main|preload|server|build|test)/|^electron$|node_modules/electron/' },
    ),
    rule('renderer-has-no-node', 'A page has no Node.', { path: '^renderer/', pathNot: test }, { dependencyTypes: ['core'] }),
    rule(
      'preload-to-shared-only',
      'The bridge is made from the table and from nothing else.',
      { path: '^preload/', pathNot: test },
      { path: '^(main|renderer|server|build|test)/' },
    ),
    rule(
      'preload-has-no-node',
      'A sandboxed preload has no Node.',
      { path: '^preload/', pathNot: test },
      { dependencyTypes: ['core'], pathNot: '^electron$' },
    ),
    rule(
      'server-to-shared-only',
      'The server shares the words and no code of the desktop.',
      { path: '^server/', pathNot: test },
      { path: '^(main|preload|renderer|build|test)/' },
    ),
    rule(
      'main-to-shared-only',
      'The privileged side imports no page and no test.',
      { path: '^main/', pathNot: test },
      { path: '^(preload|renderer|server|build|test)/' },
    ),
    rule('no-test-in-the-application', 'A test is imported by tests.', { path: DESKTOP, pathNot: test }, { path: test }),

    rule(
      'only-store-open-imports-the-driver',
      'One file opens stores, with the right cipher and pragmas; its neighbours may name the type.',
      { path: `${DESKTOP}|^server/`, pathNot: `^main/store/open\\.ts$|${test}` },
      { path: 'better-sqlite3', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'only-the-store-names-the-driver',
      'Outside store/ everybody works with Store, Reader and Writer.',
      { path: `${DESKTOP}|^server/`, pathNot: `^main/store/|${test}` },
      { path: 'better-sqlite3' },
    ),
    rule(
      'only-keys-import-the-keychain',
      'One room asks the keychain, with its five answers.',
      { path: DESKTOP, pathNot: `^main/keys/|${test}` },
      { path: 'keytar' },
    ),
    rule(
      'only-gate-and-vault-see-the-records',
      'Main holds no PHI: of the vault it knows only the words on the line between them.',
      { path: '^main/', pathNot: `^main/(vault|gate|sync|store/migrations/records)/|${test}` },
      { path: '^main/vault/(?!control\\.ts$)|^main/store/migrations/records/' },
    ),
    rule(
      'only-the-vault-opens-the-gate',
      'The pipeline to PHI stands in the vault process and nowhere else.',
      { path: '^main/', pathNot: `^main/(vault|gate)/|${test}` },
      { path: '^main/gate/(pipeline|access|plain|release|answer)\\.ts$' },
    ),
    rule(
      'the-vault-has-no-electron',
      'The vault process has no windows and no network: of Electron it may name a type.',
      { path: '^main/(vault|gate|store|keys|audit|ledger)/', pathNot: test },
      { path: '^electron$|node_modules/electron/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'the-vault-does-not-reach-main',
      "What runs in the vault comes from the vault's rooms, from the clocks and from the names on the workstation's card.",
      { path: '^main/(vault|gate|store|keys|audit)/', pathNot: test },
      {
        path: '^main/(app|log|start-options)\\.ts$|^main/(window|policy)/|^main/session/(?!clocks\\.ts$)|^main/workstation/(?!card\\.ts$)',
      },
    ),
    rule(
      'nobody-reaches-the-network',
      'Nothing on the desktop opens a connection.',
      { path: DESKTOP, pathNot: test },
      { path: NETWORK_CORE },
    ),
    rule(
      'nobody-brings-a-network-library',
      'Nothing on the desktop opens a connection.',
      { path: DESKTOP, pathNot: test },
      { path: NETWORK_PACKAGES },
    ),
    rule(
      'no-other-programs',
      "The application runs no code from text and no other program, but for two files: one asks the operating system's own tools at start, one hands paper to its print spooler.",
      { path: DESKTOP, pathNot: `^main/(workstation/system-tool|vault/printing/spooler)\\.ts$|${test}` },
      { path: '^(node:)?(child_process|cluster|vm|repl|wasi)$' },
    ),
    rule(
      'only-the-log-logs',
      'One file writes log lines, from a list of events without a field for text.',
      { path: DESKTOP, pathNot: `^main/log\\.ts$|${test}` },
      { path: 'node_modules/electron-log/' },
    ),
    rule(
      'the-verifier-stands-alone',
      'Who audits us needs none of our code.',
      { path: '^build/audit-verify/' },
      { path: '^(main|preload|renderer|shared|server|test)/|node_modules/' },
    ),
    rule(
      'no-circle',
      'Two files that need each other are one file, or three.',
      { path: DESKTOP },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('nothing-unresolvable', 'An import that leads nowhere.', { path: DESKTOP }, { couldNotResolve: true, pathNot: '\\.css$' }),
  ],
  options: {
    // TypeScript 7 has no compiler API to parse with.
    parser: 'swc',
    // A test is where a wrong import ends, never where one begins.
    doNotFollow: { path: ['node_modules', '^test/', test] },
    exclude: { path: '^(out|dist|results)/' },
    builtInModules: { add: ['electron'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
