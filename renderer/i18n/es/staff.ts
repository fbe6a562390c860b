import type { staff as english } from '../en/staff.ts';
import type { Words } from '../words.ts';

export const staff: Words<typeof english> = {
  lead: 'Cada persona inicia sesión como ella misma. Un nombre de usuario nunca se usa dos veces; así el registro de auditoría dice la verdad.',
  add: 'Agregar una persona',
  name: 'Nombre',
  signInName: 'Nombre de usuario',
  role: 'Función',
  state: 'Acceso',
  states: { new: 'Nuevo', active: 'Activo', barred: 'Suspendido', removed: 'Retirado' },
  ends: 'Termina',
  endsHelp: 'Vacío: sin fin. Desde ese día la persona no puede iniciar sesión.',
  endsNeeded: 'Una cuenta de revisión externa siempre tiene un fin: desde ese día la persona no puede iniciar sesión.',
  lastSignIn: 'Último acceso',
  never: 'Nunca',
  actions: 'Acciones',
  change: 'Cambiar',
  reset: 'Restablecer',
  remove: 'Quitar',
  you: 'usted',
  changeTitle: 'Función de {{name}}',
  resetTitle: 'Restablecer a {{name}}',
  resetLead:
    'Para una contraseña olvidada o un teléfono perdido. {{name}} recibe claves nuevas y una contraseña de un solo uso; la contraseña y el teléfono de antes dejan de servir.',
  removeTitle: 'Quitar a {{name}}',
  removeLead:
    '{{name}} ya no podrá iniciar sesión aquí. Sus entradas en el registro de auditoría permanecen. Esto no se puede deshacer; si la agrega de nuevo, tendrá un acceso nuevo.',
  removed: 'Se quitó a {{name}}.',
  removedPending: 'Se quitó a {{name}}. La clave de los expedientes cambiará en la próxima ocasión.',
  changed: 'Función de {{name}}: {{role}}.',
  oneTimeTitle: 'Contraseña de un solo uso de {{name}}',
  oneTimeLead:
    'Désela en persona a {{name}}. Se muestra solo ahora y sirve una vez; después elegirá su propia contraseña y conectará su teléfono.',
  oneTimeSignIn: 'Nombre de usuario',
  oneTimePassword: 'Contraseña de un solo uso',
  oneTimeTold: 'Ya se la di',
};
