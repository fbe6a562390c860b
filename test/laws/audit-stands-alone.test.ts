import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AUDIT_FINDINGS } from '../../shared/audit-findings.ts';

const folder = new URL('../../build/audit-verify/', import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'));

describe('the stand-alone verifier', () => {
  it('imports only Node and the files beside it', () => {
    let seen = 0;
    for (const file of files) {
      const imported = [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name]) => name);
      seen += imported.length;
      for (const name of imported) expect(name).toMatch(/^(?:node:[a-z_]+|\.\/[a-z]+\.mjs)$/);
    }
    expect(files).toContain('main.mjs');
    expect(seen).toBeGreaterThan(files.length);
  });

  it('has a sentence for every finding of the application but a file that can not be read, and no other', async () => {
    const { SENTENCES } = z
      .object({ SENTENCES: z.record(z.string(), z.string()) })
      .parse({ ...(await import(join(folder, 'sentences.mjs'))) });
    const own = Object.keys(AUDIT_FINDINGS).filter((kind) => kind !== 'damaged');
    expect(Object.keys(SENTENCES).sort()).toEqual(own.sort());
  });
});
