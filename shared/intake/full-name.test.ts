import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitName } from './full-name.ts';
import { namesLookSwapped } from './name-order.ts';

describe('a name in one cell', () => {
  test.each([
    ['Jane Doe', { givenName: 'Jane', familyName: 'Doe' }],
    ['Doe, Jane', { givenName: 'Jane', familyName: 'Doe' }],
    ['Doe, Jane M. Jr', { givenName: 'Jane', middleName: 'M.', familyName: 'Doe', suffix: 'Jr' }],
    ['Doe Jr, Jane', { givenName: 'Jane', familyName: 'Doe', suffix: 'Jr' }],
    ['Jane Doe, MD', { givenName: 'Jane', familyName: 'Doe', suffix: 'MD' }],
    ['Mr. John Q. Public III', { givenName: 'John', middleName: 'Q.', familyName: 'Public', suffix: 'III' }],
    ['María de la Cruz', { givenName: 'María', familyName: 'de la Cruz' }],
    ['de la Cruz García, María José', { givenName: 'María', middleName: 'José', familyName: 'de la Cruz García' }],
    ['Ludwig van der Berg', { givenName: 'Ludwig', familyName: 'van der Berg' }],
    ['Robert "Bob" Smith', { givenName: 'Robert', familyName: 'Smith', preferredName: 'Bob' }],
    ['Cher', { familyName: 'Cher' }],
    ['王小明', { familyName: '王小明' }],
    ["O'Neill-Ruiz, Siobhán", { givenName: 'Siobhán', familyName: "O'Neill-Ruiz" }],
  ])('%s', (raw, parts) => expect(splitName(raw, false)).toEqual(parts));

  test('last name first without a comma', () => {
    expect(splitName('García Marisol', true)).toEqual({ familyName: 'García', givenName: 'Marisol' });
    expect(splitName('de la Cruz María José', true)).toEqual({ familyName: 'de la Cruz', givenName: 'María', middleName: 'José' });
  });

  test('no letter of a name is lost, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (raw, lastFirst) => {
        const letters = (text: string): string => [...(text.match(/[\p{L}\p{N}]/gu) ?? [])].sort().join('');
        expect(letters(Object.values(splitName(raw, lastFirst)).join(' '))).toBe(letters(raw));
      }),
    );
  });
});

describe('given and family names under each other’s heading', () => {
  const people = [
    ['Maria', 'Garcia'],
    ['Jennifer', 'Smith'],
    ['Robert', 'Nguyen'],
    ['Linda', 'Walker'],
  ] as const;
  const straight = people.map(([given, family]) => ({ given, family }));
  const swapped = people.map(([given, family]) => ({ given: family, family: given }));
  test('are seen', () => expect(namesLookSwapped(swapped)).toBe(true));
  test('are not seen where they stand right', () => expect(namesLookSwapped(straight)).toBe(false));
  test('are not seen in one odd row, nor in names nobody counted', () => {
    expect(namesLookSwapped([...straight, ...swapped.slice(0, 1)])).toBe(false);
    expect(namesLookSwapped(Array.from({ length: 50 }, () => ({ given: 'Theda286', family: 'Kirlin939' })))).toBe(false);
    expect(namesLookSwapped(swapped.slice(0, 1))).toBe(false);
  });
});
