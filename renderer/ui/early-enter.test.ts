import { describe, expect, test } from 'vitest';
import { opensFor } from './early-enter.ts';

describe('an Enter struck before the hits are there', () => {
  test('opens who was chosen already and still comes first', () => {
    expect(opensFor({ chosen: 'garcia' }, { fresh: true, first: 'garcia', alone: false })).toBe('garcia');
  });

  test('opens the only one whom the line names', () => {
    expect(opensFor({ chosen: null }, { fresh: true, first: 'lee', alone: true })).toBe('lee');
  });

  test('opens nobody among several who were not seen', () => {
    expect(opensFor({ chosen: 'garcia' }, { fresh: true, first: 'garza', alone: false })).toBeNull();
    expect(opensFor({ chosen: null }, { fresh: true, first: 'garza', alone: false })).toBeNull();
  });

  test('opens nobody where nobody was found', () => {
    expect(opensFor({ chosen: null }, { fresh: true, first: null, alone: false })).toBeNull();
  });
});
