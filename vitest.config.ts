import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'shared/**/*.test.ts',
      'main/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'build/**/*.test.ts',
      'test/laws/**/*.test.ts',
      'test/adversarial/**/*.test.ts',
      'test/crash/**/*.test.ts',
      'test/memory/**/*.test.ts',
      'test/faults/**/*.test.ts',
      'test/*.test.ts',
    ],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
