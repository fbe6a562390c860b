import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';

/** What a reader of its own finds written on each page of a PDF: streams inflated, glyphs taken back to letters. */
export const pagesOf = async (pdf: Uint8Array): Promise<string[]> => {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const written = items.filter((item): item is TextItem => 'str' in item);
    pages.push(
      written
        .map(({ str, hasEOL }) => (hasEOL ? `${str} ` : str))
        .join('')
        .replaceAll(/\s+/g, ' ')
        .normalize('NFC'),
    );
  }
  await task.destroy();
  return pages;
};

export const textOf = async (base64: string): Promise<string> => (await pagesOf(Buffer.from(base64, 'base64'))).join('\n');
