import type { columns as english } from '../en/columns.ts';
import type { Words } from '../words.ts';

export const columns: Words<typeof english> = {
  width: 'Ancho de la columna {{column}}',
  how: 'Arrastre, o use las flechas izquierda y derecha. Doble clic o Supr: los anchos de siempre.',
};
