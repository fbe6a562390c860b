import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

const WORKER = 'pdfjsWorker';

/** pdf.js finds its second half under a name of the page: there only while it looks, and no worker is started from a text. */
const secondHalf: unknown = Reflect.get(globalThis, WORKER);
for (const name of [WORKER, 'pdfjsLib', '_pdfjsTestingUtils']) Reflect.deleteProperty(globalThis, name);

/** A PDF of our own, opened. Nothing in it is run and nothing is fetched for it. End it by `destroy` of its loading task. */
export const openPdf = (pdf: Uint8Array): Promise<PDFDocumentProxy> => {
  Reflect.set(globalThis, WORKER, secondHalf);
  try {
    return getDocument({
      data: pdf,
      // letters are drawn as shapes: no font is given to the page
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      useWasm: false,
      isOffscreenCanvasSupported: false,
      enableXfa: false,
      stopAtErrors: true,
      verbosity: 0,
    }).promise;
  } finally {
    Reflect.deleteProperty(globalThis, WORKER);
  }
};
