import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { Failure } from '../../../shared/failure.ts';

const modules = createRequire(import.meta.url);

/** Noto Sans (SIL Open Font License 1.1): Latin with all its extensions, Cyrillic and Greek. A print holds of it the letters that stand in it. */
export const FONT_FILES = {
  regular: modules.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: modules.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
} as const;

let read: Font | null = null;
const regular = (): Font => {
  if (read !== null) return read;
  const opened = create(readFileSync(FONT_FILES.regular));
  if (!('hasGlyphForCodePoint' in opened)) throw new Failure('internal');
  read = opened;
  return read;
};

/** Scripts that are set right: letters after one another from left to right. Others would need more than their letters' shapes. */
const KNOWN = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]$/u;

/** Whether this character comes out on paper as it is meant. */
export const isPrintable = (character: string): boolean => {
  const code = character.codePointAt(0);
  return code !== undefined && KNOWN.test(character) && regular().hasGlyphForCodePoint(code);
};
