import type { shell as english } from '../en/shell.ts';
import type { Words } from '../words.ts';

export const shell: Words<typeof english> = {
  search: 'Buscar pacientes y comandos',
  places: 'Lugares',
  content: 'Contenido',
  patientInContext: 'Paciente',
  status: 'Estado',
  place: { today: 'Hoy', patients: 'Pacientes', import: 'Importar', office: 'Oficina', settings: 'Ajustes' },
  signedIn: 'Sesión de {{name}} ({{role}})',
  saved: 'Guardado a las {{time}}',
  nothingSavedYet: 'Nada por guardar',
  auditEntries_one: '{{formatted}} entrada de auditoría',
  auditEntries_other: '{{formatted}} entradas de auditoría',
  locksInMinutes: 'Se bloquea en {{minutes}} min',
  locksSoon: 'Se bloquea en menos de un minuto',
  lock: 'Bloquear',
  lockWarning: 'Se bloqueará en {{seconds}} s. Presione cualquier tecla para seguir trabajando.',
  lockWarningAnnounced: 'Anteroom se bloqueará pronto. Presione cualquier tecla para seguir trabajando. Lo que escribió queda guardado.',
  synthetic: 'Clínica de prueba. Sin pacientes reales.',
  failedTries_one: '{{count}} intento fallido con su nombre desde su última sesión. Si no fue usted, avise al oficial de privacidad.',
  failedTries_other: '{{count}} intentos fallidos con su nombre desde su última sesión. Si no fue usted, avise al oficial de privacidad.',
};
