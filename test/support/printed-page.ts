import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as z from 'zod';

/** One sheet that came out of a printer as a picture. */
export interface Sheet {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** How dark each of so many fields of the sheet is, row by row, from 0 to 1. */
  readonly ink: readonly number[];
}

/** Fields of a sheet, across and down: a few letters each. */
export const FIELDS = { across: 60, down: 60 } as const;

const picture = z.object({ width: z.int(), height: z.int(), data: z.custom<Uint8ClampedArray>((value) => ArrayBuffer.isView(value)) });

/** What each sheet of a printed PDF shows; a sheet that is not one picture shows nothing. */
export const sheetsOf = async (pdf: Uint8Array): Promise<Sheet[]> => {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0, isOffscreenCanvasSupported: false });
  const document = await task.promise;
  const sheets: Sheet[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { fnArray, argsArray } = await page.getOperatorList();
    const at = fnArray.indexOf(OPS.paintImageXObject);
    const name = z.string().safeParse(argsArray[at]?.[0]);
    const drawn = name.success ? picture.safeParse(await new Promise((resolve) => page.objs.get(name.data, resolve))) : undefined;
    sheets.push({ width, height, ink: drawn?.data === undefined ? [] : inkOf(drawn.data) });
  }
  await task.destroy();
  return sheets;
};

/** The same of pixels, of whatever depth they are. */
export const inkOf = ({ width, height, data }: z.infer<typeof picture>): number[] => {
  const depth = data.length / (width * height);
  const ink = new Array<number>(FIELDS.across * FIELDS.down).fill(0);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = Math.floor((y * FIELDS.down) / height) * FIELDS.across + Math.floor((x * FIELDS.across) / width);
      ink[at] = (ink[at] ?? 0) + (255 - (data[(y * width + x) * depth] ?? 255)) / 255;
    }
  const fields = (width / FIELDS.across) * (height / FIELDS.down);
  return ink.map((dark) => dark / fields);
};

/** How alike two sheets are: 1 where the same ink lies in the same fields. */
export const likeness = (one: readonly number[], other: readonly number[]): number => {
  const mean = (ink: readonly number[]): number => ink.reduce((sum, dark) => sum + dark, 0) / ink.length;
  const [a, b] = [mean(one), mean(other)];
  let [both, first, second] = [0, 0, 0];
  for (const [at, dark] of one.entries()) {
    const [x, y] = [dark - a, (other[at] ?? 0) - b];
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return both / Math.sqrt(first * second);
};
