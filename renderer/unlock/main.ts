import { firstLook } from './first-look.ts';

/** A page that is not drawn for so long is not waited for. */
const PATIENCE_MS = 200;

const draw = (): void => void import('./draw.tsx');

/** The frame in unlock.html is on the screen before the rest of the page takes its thread; a page that has none begins at once. */
if (firstLook() === null) draw();
else {
  const begun = setTimeout(draw, PATIENCE_MS);
  requestAnimationFrame(() =>
    setTimeout(() => {
      clearTimeout(begun);
      draw();
    }),
  );
}
