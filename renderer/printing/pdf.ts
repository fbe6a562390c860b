import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// pdf.js finds its second half where this puts it, and starts no worker from a text: the page's policy stays as it is
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

/** A PDF of our own, opened. Nothing in it is run and nothing is fetched for it. End it by `destroy` of its loading task. */
export const openPdf = (base64: string): Promise<PDFDocumentProxy> =>
  getDocument({
    data: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
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
