import { closeSync, fsyncSync, mkdirSync, openSync, realpathSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../shared/failure.ts';
import type { MainLine } from './main-line.ts';

/** A sheet of the recovery kit as it is shown: its words, and the same as the text of a QR code. */
export interface Sheet {
  readonly label: string;
  readonly words: string;
  readonly qr: string;
}

const WORDS = {
  en: {
    title: 'Anteroom recovery kit',
    sheet: 'Sheet',
    needed: (needed: number, of: number) =>
      of === 1
        ? 'Whoever has this sheet and the disk opens every record: keep it in a safe.'
        : `Any ${needed} of ${of} sheets open the records. One alone opens nothing.`,
    keep: 'Keep each sheet in another place, and none of them on the computer it belongs to.',
    qr: 'The same as text, to be pasted in place of the words:',
  },
  es: {
    title: 'Kit de recuperación de Anteroom',
    sheet: 'Hoja',
    needed: (needed: number, of: number) =>
      of === 1
        ? 'Quien tenga esta hoja y el disco abre todos los expedientes: guárdela en una caja fuerte.'
        : `Cualesquiera ${needed} de ${of} hojas abren los expedientes. Una sola no abre nada.`,
    keep: 'Guarde cada hoja en un lugar distinto, y ninguna en la computadora a la que pertenece.',
    qr: 'Lo mismo como texto, para pegarlo en lugar de las palabras:',
  },
} as const;

/**
 * Saves the sheets of a new recovery kit, each as a plain text file that any computer can open and print, to where a person chooses. The words go from the vault to the file and through
 * nobody else. Never to the disk the practice is on, which a thief of the machine would have as well, and never two sheets into one folder.
 */
export class SheetSaver {
  readonly #line: Pick<MainLine, 'askFileAway'>;
  readonly #practice: string;
  readonly #sheets: readonly Sheet[];
  readonly #needed: number;
  /** Where which sheet went. */
  readonly #places = new Map<number, string>();

  constructor(line: Pick<MainLine, 'askFileAway'>, practice: string, sheets: readonly Sheet[], needed: number) {
    this.#line = line;
    this.#practice = practice;
    this.#sheets = sheets;
    this.#needed = needed;
  }

  /** How many of the sheets have been saved. */
  get saved(): number {
    return this.#places.size;
  }

  /** False where the person chose no file. Failure `sheet-place`, `file-not-written`, `disk-full`. */
  async save(at: number, language: 'en' | 'es'): Promise<boolean> {
    const sheet = this.#sheets[at];
    if (sheet === undefined) throw new Failure('bad-input');
    const { file, practiceFolder } = await this.#line.askFileAway(`anteroom-sheet-${sheet.label}.txt`);
    if (file === null) return false;
    const folder = placeOf(file, practiceFolder);
    if ([...this.#places].some(([other, taken]) => other !== at && taken === folder)) throw new Failure('sheet-place');
    write(file, this.#text(sheet, language));
    this.#places.set(at, folder);
    return true;
  }

  #text({ label, words, qr }: Sheet, language: 'en' | 'es'): Buffer {
    const { title, sheet, needed, keep, qr: asText } = WORDS[language];
    const numbered = words.split(' ').map((word, index) => `${String(index + 1).padStart(2)}. ${word}`);
    const lines = [
      `${title}: ${this.#practice}`,
      `${sheet} ${label}`,
      '',
      needed(this.#needed, this.#sheets.length),
      keep,
      '',
      ...numbered,
      '',
      asText,
      qr,
      '',
    ];
    return Buffer.from(lines.join('\r\n'), 'utf8');
  }
}

/** The folder of the file, by its real name. */
const placeOf = (file: string, practiceFolder: string): string => {
  let folder: string;
  try {
    folder = realpathSync(dirname(file));
  } catch (cause) {
    throw new Failure('file-not-written', { cause });
  }
  mkdirSync(practiceFolder, { recursive: true, mode: 0o700 });
  if (statSync(folder).dev === statSync(practiceFolder).dev) throw new Failure('sheet-place');
  return folder;
};

const write = (file: string, bytes: Buffer): void => {
  let handle: number;
  try {
    handle = openSync(file, 'w', 0o600);
  } catch (cause) {
    throw new Failure('file-not-written', { cause });
  }
  try {
    if (writeSync(handle, bytes) !== bytes.length) throw new Failure('disk-full');
    fsyncSync(handle);
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('disk-full', { cause });
  } finally {
    closeSync(handle);
    bytes.fill(0);
  }
};
