import { expect, test } from 'vitest';
import { sayName, sayShortName } from './name.ts';

test.each([
  [
    { familyName: 'García López', givenName: 'María', middleName: 'Fernanda', preferredName: 'Mafer' },
    'García López, María Fernanda (Mafer)',
  ],
  [{ familyName: 'Smith', givenName: 'John', suffix: 'Jr.' }, 'Smith Jr., John'],
  [{ familyName: 'Sukarno' }, 'Sukarno'],
  [{ familyName: 'Lee', givenName: 'Ann', preferredName: 'Ann' }, 'Lee, Ann'],
  [{ familyName: '', givenName: 'Ann', middleName: '' }, 'Ann'],
  [{}, ''],
])('%j is said as %s', (parts, said) => expect(sayName(parts)).toBe(said));

test.each([
  [{ familyName: 'García López', givenName: 'María', preferredName: 'Mafer' }, 'García López, M.'],
  [{ familyName: 'Smith', givenName: 'Émile', suffix: 'Jr.' }, 'Smith Jr., É.'],
  [{ familyName: 'Sukarno' }, 'Sukarno'],
  [{ givenName: '😀na' }, '😀.'],
  [{}, ''],
])('%j is said as %s where strangers look on', (parts, said) => expect(sayShortName(parts)).toBe(said));
