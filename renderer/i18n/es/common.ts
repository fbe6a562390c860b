import type { common as english } from '../en/common.ts';
import type { Words } from '../words.ts';

export const common: Words<typeof english> = {
  product: 'Anteroom',
  save: 'Guardar',
  cancel: 'Cancelar',
  close: 'Cerrar',
  back: 'Atrás',
  continue: 'Continuar',
  undo: 'Deshacer',
  retry: 'Intentar de nuevo',
  loading: 'Cargando',
  stop: 'Detener',
  yes: 'Sí',
  of: '{{done}} de {{total}}',
  code: 'Código {{tag}}',
  waitSeconds_one: 'Espere {{count}} segundo.',
  waitSeconds_other: 'Espere {{count}} segundos.',
  notSaved: 'No se guardó nada.',
  keptAsDraft: 'Lo que escribió queda guardado como borrador.',
  checkFields_one: 'Revise {{count}} campo.',
  checkFields_other: 'Revise {{count}} campos.',
  required: 'Complete este campo.',
};
