import { DOCUMENT_CAPS, type DocumentPage, type FromWorker, toWorker } from '../../shared/intake/document.ts';
import { readDocument } from './read-document.ts';
import { type ReadTable, Unreadable } from './table.ts';

/** One file's reading, by the words of shared/intake/document.ts: bytes in, an outline, then pages as they are asked for. `say` sends a word to the vault. */
export const documentDesk = (say: (word: FromWorker) => void): ((heard: unknown) => void) => {
  let pieces: Uint8Array[] = [];
  let table: ReadTable | null = null;

  const read = (sheet: string | null): void => {
    const bytes = joined(pieces);
    pieces = [];
    try {
      table = readDocument(bytes, sheet);
      const { rows, sheets, sheet: name, encoding, delimiter, columns, formulaCells } = table;
      say({ type: 'outline', sheets: [...sheets], sheet: name, encoding, delimiter, rows: rows.length, columns, formulaCells });
    } catch (error) {
      say({ type: 'failed', code: error instanceof Unreadable ? error.code : 'file-damaged' });
    }
  };

  return (heard) => {
    const word = toWorker.parse(heard);
    if (word.type === 'bytes') pieces.push(word.bytes);
    else if (word.type === 'read') read(word.sheet);
    else if (table !== null) say(pageOf(table, word.from));
  };
};

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

const pageOf = ({ rows }: ReadTable, from: number): DocumentPage => {
  const page: DocumentPage['rows'] = [];
  let characters = 0;
  for (let at = from; at < rows.length && page.length < DOCUMENT_CAPS.pageRows && characters < DOCUMENT_CAPS.pageCharacters; at += 1) {
    const row = rows[at];
    if (row === undefined) break;
    page.push(row);
    for (const cell of row.cells) characters += cell.length;
  }
  return { type: 'page', from, rows: page };
};
