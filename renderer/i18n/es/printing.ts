import type { printing as english } from '../en/printing.ts';
import type { Words } from '../words.ts';

export const printing: Words<typeof english> = {
  title: {
    slip: 'Imprimir el comprobante de la cita',
    day: 'Imprimir la lista del día',
    label: 'Imprimir una etiqueta',
    'face-sheet': 'Imprimir la hoja de datos',
  },
  slip: 'Imprimir comprobante',
  day: 'Imprimir lista del día',
  label: 'Imprimir etiqueta',
  faceSheet: 'Imprimir hoja de datos',
  whose: 'De quién',
  everybody: 'De todos',
  preview: 'Vista previa',
  pageOf: 'Vista previa de la página {{page}} de {{of}}',
  noPreview: 'No se pudo dibujar la vista previa. Se puede imprimir de todos modos.',
  moreUnseen: 'Se muestran las primeras {{shown}} de {{count}} páginas; se imprimen todas.',
  printer: 'Impresora',
  copies: 'Copias',
  pages_one: '{{count}} página',
  pages_other: '{{count}} páginas',
  print: 'Imprimir',
  printAgain: 'Imprimir de nuevo',
  sent: 'Entregado a {{printer}}.',
  noPrinters: 'Esta computadora no tiene impresora. Pida a soporte que configure una.',
  recipient: '¿Quién lo recibe?',
  recipientHelp:
    'Una persona o una oficina, por ejemplo «urgencias del hospital San José». Queda guardado con la anotación de esta impresión.',
  purpose: '¿Para qué?',
  unprintable_one: '{{count}} texto tiene letras que no se pueden imprimir. En el papel aparece [?] en su lugar.',
  unprintable_other: '{{count}} textos tienen letras que no se pueden imprimir. En el papel aparece [?] en su lugar.',
};
