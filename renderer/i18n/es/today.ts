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
  logTitle: 'El registro de auditoría',
  logDecide:
    'La comprobación encontró entradas que no están como se escribieron. Vea qué encontró y decida si la clínica continúa con este registro.',
  logWait:
    'Los expedientes se pueden leer. No se puede cambiar nada hasta que el propietario o el responsable de privacidad revise el registro de auditoría.',
  logGo: 'Ver lo encontrado',
  drafts: 'Sin terminar',
  noDrafts: 'Nada pendiente. Si lo interrumpen, lo que escriba se conserva aquí.',
  draftKept: 'Guardado {{when}}',
  draft: { register: 'Paciente nuevo', update: 'Cambios en un paciente', other: 'Formulario sin terminar' },
  discardDraft: 'Descartar',
  draftDiscarded: 'Borrador descartado.',
};
