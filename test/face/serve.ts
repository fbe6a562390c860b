import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const out = join(root, '.cache', 'face');

const KINDS: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

const policy = (nonce: string): string =>
  [
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'none'`,
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default",
  ].join('; ');

/** Builds the two pages as they are and serves them on this machine under the policy the application gives them. */
export async function servePages(): Promise<{ readonly url: string; close(): void }> {
  await build({
    root: join(root, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: out,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: [join(root, 'renderer/unlock.html'), join(root, 'renderer/workspace.html')] },
    },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const nonce = randomBytes(16).toString('base64');
    try {
      const file = readFileSync(join(out, path));
      response.setHeader('Content-Type', KINDS[extname(path)] ?? 'application/octet-stream');
      response.setHeader('Content-Security-Policy', policy(nonce));
      response.end(extname(path) === '.html' ? file.toString('utf8').replace('%NONCE%', nonce) : file);
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
