import type { outage as english } from '../en/outage.ts';
import type { Words } from '../words.ts';

export const outage: Words<typeof english> = {
  link: '¿Sin expedientes? Imprima la lista del día',
  title: 'Imprimir la lista de contingencia',
  lead: 'Imprime quién viene, según la lista guardada en esta computadora. No abre ninguna sesión ni necesita los expedientes.',
  madeAt: 'Agenda del {{when}}',
  none: 'En esta computadora todavía no se ha preparado ninguna lista. Se prepara poco después de que alguien inicia sesión.',
  day: 'Día',
  print: 'Imprimir',
  printing: 'Imprimiendo…',
  printed: 'La lista del día se envió a la impresora.',
  noLedger:
    'Tampoco se puede imprimir la lista de contingencia: sin su registro y sus claves, Anteroom no muestra nada. Use la última lista que se imprimió en papel.',
};
