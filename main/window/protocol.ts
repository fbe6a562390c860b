import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import type { Look } from '../workstation/look.ts';

/** The scheme and host every page comes from. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://anteroom`;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Must be called before the app is ready. */
export const declareScheme = (): void => {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: false } }]);
};

/**
 * The page's policy: nothing by default, our own scripts, styles by a nonce of this response, no connection of any kind. Trusted Types refuse a string where markup or a script
 * is made; the one policy the pages may create makes neither. The sandbox is there for what it leaves out, in frames too: a page that opens the system's dialog for printing, or any other.
 */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
    'sandbox allow-scripts allow-same-origin allow-forms',
  ].join('; ');

/** Every file that can be served, by its exact path. A path that is not in this list does not exist, whatever it contains. */
const filesIn = (folder: string): ReadonlyMap<string, string> => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [`/${relative(folder, file).split(sep).join('/')}`, file];
      }),
  );
};

/** The built files never change while the program runs; read once, they are there before the first page asks for them. */
const read = new Map<string, Buffer>();
const contentOf = (file: string): Buffer => {
  const known = read.get(file) ?? readFileSync(file);
  read.set(file, known);
  return known;
};

/**
 * Serves the built pages to one session; one that is drawn early is told in which look.
 *
 * By buffers, although `protocol.handle` is the newer way: that one answers with a fetch Response, and loading what makes one held this thread, which paints too, for a sixth of the time to
 * the first window (measured).
 */
export const servePages = (session: Session, folder: string, look?: Look): void => {
  const seen = look === undefined ? '' : `${look.language} ${look.theme}`;
  const files = filesIn(folder);
  session.protocol.registerBufferProtocol(APP_SCHEME, (request, answer) => {
    const url = new URL(request.url);
    const file = url.host === 'anteroom' && request.method === 'GET' && url.search === '' ? files.get(url.pathname) : undefined;
    const type = file === undefined ? undefined : TYPES[extname(file)];
    if (file === undefined || type === undefined) {
      answer({ statusCode: 404, data: Buffer.alloc(0) });
      return;
    }
    const nonce = randomBytes(18).toString('base64');
    const data = type.startsWith('text/html')
      ? Buffer.from(contentOf(file).toString('utf8').replaceAll('%NONCE%', nonce).replaceAll('%LOOK%', seen))
      : contentOf(file);
    answer({
      data,
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
      },
    });
  });
};
