import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { PASSWORD_CHARACTERS } from './kek.ts';

/**
 * Whether a new password may be used: at least 12 characters, not on the list of common ones, at least 10^10 guesses by zxcvbn's estimate; no composition rule, no expiry
 * (NIST SP 800-63B-4 3.1.1.2). It runs in the vault process, where the password is typed to, and only when one is set; the dictionaries are loaded then and not before.
 */
export type PasswordFault =
  | 'too-short'
  | 'too-long'
  /** One of the passwords everyone tries first. */
  | 'common'
  /** Good enough but for the name of the practice, the user or the product in it. */
  | 'contains-name'
  | 'guessable';

export const PASSWORD_MINIMUM = 12;
const GUESSES = 1e10;
/** Beyond this the estimate only gets slower: the rest of a longer password counts as nothing, never against it. */
const ESTIMATED_CHARACTERS = 64;

let factory: Promise<{ estimate: ZxcvbnFactory; common: ReadonlySet<string> }> | undefined;

const load = async (): Promise<{ estimate: ZxcvbnFactory; common: ReadonlySet<string> }> => {
  const [core, shared, en, es] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    import('@zxcvbn-ts/language-es-es'),
  ]);
  const estimate = new core.ZxcvbnFactory({
    dictionary: { ...shared.dictionary, ...en.dictionary, ...es.dictionary },
    graphs: shared.adjacencyGraphs,
    maxLength: ESTIMATED_CHARACTERS,
    l33tMaxSubstitutions: 16,
  });
  return { estimate, common: new Set(shared.dictionary['passwords-common']) };
};

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (names: readonly string[]): string[] => {
  const all = names.flatMap((name) => [plain(name), plain(name).replaceAll(' ', ''), ...plain(name).split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(all)].filter((word) => word.length >= 4);
};

/** The text with every name taken out, longest first: to someone who knows the office, a name adds nothing. */
const without = (text: string, words: readonly string[]): string =>
  words.toSorted((one, other) => other.length - one.length).reduce((left, word) => left.replaceAll(word, ''), text);

/**
 * The fault of a password, or undefined if it may be used. `names`: the practice, the user's names and sign-in name, the workstation; the product's name is always among them.
 */
export const passwordFault = async (password: string, names: readonly string[]): Promise<PasswordFault | undefined> => {
  const normal = password.normalize('NFKC');
  const length = [...normal].length;
  if (length < PASSWORD_MINIMUM) return 'too-short';
  if (length > PASSWORD_CHARACTERS) return 'too-long';
  factory ??= load();
  const { estimate, common } = await factory;
  const head = normal.slice(0, ESTIMATED_CHARACTERS);
  const judged = plain(head);
  if (common.has(judged)) return 'common';
  const words = wordsOf(['Anteroom', ...names]);
  const guessable = (text: string, known: string[]): boolean => estimate.check(text, known).guesses < GUESSES;
  const nameless = without(judged, words);
  if (guessable(head, words) || (nameless !== judged && guessable(nameless, words)))
    return guessable(head, []) ? 'guessable' : 'contains-name';
  return undefined;
};
