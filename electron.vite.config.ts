import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { offered } from './shared/operations/offered.ts';

const root = import.meta.dirname;

/** The entries whose source exists, by output name. */
function entries(sources: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([name, source]) => (existsSync(join(root, source)) ? [[name, join(root, source)]] : [])),
  );
}

const main = entries({
  app: 'main/app.ts',
  vault: 'main/vault/process.ts',
  'ledger-worker': 'main/ledger/worker.ts',
  'checkpoint-worker': 'main/store/checkpoint-worker.ts',
  'store-worker': 'main/store/worker.ts',
});
const preload = entries({ index: 'preload/index.ts', unlock: 'preload/unlock.ts', 'one-port': 'preload/one-port.ts' });
const pages = entries({
  unlock: 'renderer/unlock.html',
  workspace: 'renderer/workspace.html',
  board: 'renderer/board.html',
  document: 'renderer/document.html',
  print: 'renderer/print.html',
});

export default defineConfig({
  // Runtime dependencies stay in node_modules: native modules cannot be bundled, and one copy is what gets audited. What main needs before its first window can speak is
  // bundled all the same: read file by file it takes four times as long.
  main: {
    build: {
      externalizeDeps: { exclude: ['zod', 'electron-log'] },
      outDir: 'out/main',
      rollupOptions: { input: main, output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
    },
  },
  // A sandboxed preload can require nothing but Electron: each is one file, with everything in it.
  preload: {
    define: { OFFERED: JSON.stringify(offered()) },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      isolatedEntries: true,
      minify: true,
      rollupOptions: { input: preload, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    // The calendar is made of Svelte: compiled to make its elements one by one, because the page's policy refuses text that is parsed as HTML, and to leave no name of its own on the page.
    resolve: { alias: [{ find: /^@event-calendar\/core$/, replacement: join(root, 'node_modules/@event-calendar/core/src/index.es.js') }] },
    plugins: [react(), svelte({ compilerOptions: { fragments: 'tree', discloseVersion: false } })],
    // No data: URLs for scripts, styles and fonts: the page's policy refuses them. Small scripts, because every page compiles them anew: no code cache is kept.
    build: { outDir: 'out/renderer', assetsInlineLimit: 0, minify: true, rollupOptions: { input: pages } },
  },
});
