import type { PrintSheet, ToPrintWindow } from '../../shared/print-window.ts';
import { openPdf } from '../printing/pdf.ts';

/** What office and label printers print at; a letter sheet is 2550 by 3300 dots. */
const DOTS_PER_INCH = 300;
const POINTS_PER_INCH = 72;

/**
 * Draws a whole print into `holder`, one page to a sheet of paper without margins, and answers with how many there are when all of them can be printed. They are pictures in this page's own memory.
 * Rejects where the print is not one of so many pages.
 */
export const drawSheets = async ({ pdf, pages, sheet }: ToPrintWindow, holder: HTMLElement): Promise<number> => {
  const paper = new CSSStyleSheet();
  paper.replaceSync(`@page { size: ${sheet.width}pt ${sheet.height}pt; margin: 0 }`);
  document.adoptedStyleSheets = [paper];
  const print = await openPdf(pdf);
  if (print.numPages !== pages) throw new RangeError('other pages');
  const canvas = document.createElement('canvas');
  canvas.width = Math.round((sheet.width * DOTS_PER_INCH) / POINTS_PER_INCH);
  canvas.height = Math.round((sheet.height * DOTS_PER_INCH) / POINTS_PER_INCH);
  for (let number = 1; number <= pages; number += 1) {
    const page = await print.getPage(number);
    // for a screen it would wait for a frame, and a hidden window draws none
    await page.render({ canvas, viewport: page.getViewport({ scale: DOTS_PER_INCH / POINTS_PER_INCH }), intent: 'print' }).promise;
    holder.append(await pictureOf(canvas, sheet));
  }
  await print.loadingTask.destroy();
  canvas.width = 0;
  return pages;
};

/** Loaded, and decoded only while it is printed: a letter sheet takes thirty megabytes then. */
const pictureOf = (canvas: HTMLCanvasElement, { width, height }: PrintSheet): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const picture = new Image();
    picture.style.width = `${width}pt`;
    picture.style.height = `${height}pt`;
    picture.onload = () => resolve(picture);
    picture.onerror = () => reject(new RangeError('not drawn'));
    picture.src = canvas.toDataURL();
  });
