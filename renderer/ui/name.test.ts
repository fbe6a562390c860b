import { expect, test } from 'vitest';
import { sayName } from './name.ts';

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
