import type { today as english } from '../en/today.ts';
import type { Words } from '../words.ts';

export const today: Words<typeof english> = {
  title: '¿Quién es?',
  lead: 'Escriba un nombre, una fecha de nacimiento, un teléfono o un número de expediente.',
  examples: 'Por ejemplo: {{first}}, {{second}} o {{third}}',
  noSearch: 'Su función no busca pacientes. Sus lugares están a la izquierda.',
  keys: 'Teclas',
  signIns: 'Accesos',
  alerts: 'Por revisar',
  alert: { 'staff-reset': 'Cuenta restablecida', 'recovery-used': 'El kit de recuperación creó un propietario nuevo' },
  alertsSeen: 'Ya los revisé',
  drafts: 'Sin terminar',
  noDrafts: 'Nada pendiente. Si lo interrumpen, lo que escriba se conserva aquí.',
  draftKept: 'Guardado {{when}}',
  draft: { register: 'Paciente nuevo', update: 'Cambios en un paciente', other: 'Formulario sin terminar' },
  discardDraft: 'Descartar',
  draftDiscarded: 'Borrador descartado.',
};
