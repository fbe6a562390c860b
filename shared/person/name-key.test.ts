import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys, firstLetters, nameKey, nameKeys, nameWords, numberKey } from './name-key.ts';

test.each([
  ["O'Neill", 'oneill'],
  ['O’Neill', 'oneill'],
  ['Pérez', 'perez'],
  ['PE\u0301REZ', 'perez'],
  ['de la Cruz', 'delacruz'],
  ['Smith-Jones', 'smithjones'],
  ['Weiß', 'weiss'],
  ['Ørsted', 'orsted'],
  ['Łukasik', 'lukasik'],
  ['Æbelø', 'aebelo'],
  ['İnönü', 'inonu'],
  ['Иванов', 'иванов'],
  ['Йогансон', 'иогансон'],
  ['Παπαδόπουλος', 'παπαδοπουλοσ'],
  ['王小明', '王小明'],
  ['がくと', 'がくと'],
  ['김민준', '김민준'],
  ['مُحَمَّد', 'محمد'],
  ['أحمد', 'احمد'],
  ['שָׂרָה', 'שרה'],
  ['संजीव', 'संजीव'],
  ['Abbott774', 'abbott'],
  ['12', ''],
  ['Ka\u02bbahumanu', 'kaahumanu'],
  ['O\u02bcBrien', 'obrien'],
  ['\u02bfAbd al-Ra\u02beuf', 'abdalrauf'],
  ['Tsilh\ua78cqotin', 'tsilhqotin'],
  ['Əliyev', 'eliyev'],
  ['Ɓala', 'bala'],
  ['Ŧuoŋŋa', 'tuonna'],
  ['Ɔwusu', 'owusu'],
  ['\ud800x', 'x'],
])('the key of %j is %j', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

test('no letter of Latin Extended-A and -B is left that a plain keyboard lacks, but clicks and tones', () => {
  const left: string[] = [];
  for (let code = 0xc0; code < 0x250; code += 1) {
    const letter = String.fromCodePoint(code);
    if (!/^[a-z]*$/.test(nameKey(letter))) left.push(letter);
  }
  expect(left.join('')).toBe('ƻƼƽƾǀǁǂǃ');
});

const keysOf = (name: string) => nameKeys(name).map(({ key }) => key);

test('a name is found under the whole, its parts, every rest, and the bare word behind particles', () => {
  expect(keysOf('García')).toEqual(['garcia']);
  expect(keysOf('García de la Cruz')).toEqual(['garciadelacruz', 'garcia', 'delacruz', 'cruz']);
  expect(keysOf('María José')).toEqual(['mariajose', 'maria', 'jose']);
  expect(keysOf('Ana María Luz')).toEqual(['anamarialuz', 'ana', 'maria', 'marialuz', 'luz']);
  expect(keysOf("O'Neill-Ruiz")).toEqual(['oneillruiz', 'oneill', 'ruiz']);
  expect(keysOf('van')).toEqual(['van']);
  expect(keysOf('Bakker van')).toEqual(['bakkervan', 'bakker', 'van']);
  expect(keysOf('Nguyen-Le')).toEqual(['nguyenle', 'nguyen', 'le']);
  expect(keysOf('Tran Do')).toEqual(['trando', 'tran', 'do']);
  expect(keysOf('Le-Van Minh')).toEqual(['levanminh', 'levan', 'minh', 'van']);
  expect(keysOf('de la')).toEqual(['dela', 'la']);
  expect(keysOf('  ')).toEqual([]);
  expect(nameWords('van der Berg')).toEqual(['van', 'der', 'berg']);
});

test('typing errors are forgiven in single parts only', () => {
  expect(
    nameKeys('García López')
      .filter(({ single }) => single)
      .map(({ key }) => key),
  ).toEqual(['garcia', 'lopez']);
});

test('a number keeps letters and digits', () => {
  expect(numberKey('A-000 123')).toBe('a000123');
});

test('a key is its own key, and keys of NFC and NFD are the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const key = nameKey(text);
      expect(nameKey(key)).toBe(key);
      expect(nameKey(text.normalize('NFD'))).toBe(nameKey(text.normalize('NFC')));
    }),
    { numRuns: 1000 },
  );
});

test('keys are ordered as their UTF-8 bytes are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const [x, y] = [a, b].map((text) => text.replace(/\p{Cs}/gu, ''));
      if (x === undefined || y === undefined) return;
      expect(Math.sign(compareKeys(x, y))).toBe(Buffer.compare(Buffer.from(x), Buffer.from(y)));
    }),
    { numRuns: 1000 },
  );
});

test('letters are code points', () => {
  expect(firstLetters('𐐷𐐸𐐹', 2)).toBe('𐐷𐐸');
});
