import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const source = join(import.meta.dirname, 'bare');

/** Builds the bare window's page into a folder, for production, as ours is. Gives the words that start it. */
export const buildBareApp = async (folder: string): Promise<string[]> => {
  const out = join(folder, 'bare');
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    cacheDir: join(folder, 'vite'),
    build: {
      outDir: out,
      emptyOutDir: true,
      lib: { entry: join(source, 'page.jsx'), formats: ['iife'], name: 'page', fileName: () => 'page.js' },
    },
  });
  const page = join(out, 'index.html');
  writeFileSync(
    page,
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><div id="root"></div><script src="page.js"></script></html>',
  );
  return [source, `--page=${page}`, `--profile=${join(folder, 'bare-profile')}`];
};
