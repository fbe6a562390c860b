import type { parts as english } from '../en/parts.ts';
import type { Words } from '../words.ts';

export const parts: Words<typeof english> = {
  datePattern: 'mm/dd/aaaa',
  dateHelp: 'Por ejemplo 3/4/61 o 4 mar 1961 (mes primero)',
  dayHelp: 'Por ejemplo {{example}} (mes primero)',
  notADate: 'Esto aún no es una fecha. Escriba mes, día y año.',
  notABirthDate: 'Esto no es una fecha de nacimiento. Escriba mes, día y año, no en el futuro.',
  oddPhone: 'No parece un número de teléfono. Se conserva como lo escribió.',
  showPassword: 'Mostrar la contraseña',
  hidePassword: 'Ocultar la contraseña',
  code: 'Código de su teléfono',
  codeHelp: '6 dígitos, o un código de recuperación',
  freshCodeWhy: 'Esto cambia lo que alguien puede hacer aquí. Escriba el código que muestra ahora su teléfono.',
  reasonTitle: 'Expediente restringido',
  reasonLead: '¿Por qué lo abre? Su respuesta queda en el registro de auditoría y la ve el oficial de privacidad.',
  reason: {
    treatment: 'Tratamiento',
    payment: 'Pago',
    operations: 'Funcionamiento de la clínica',
    'patient-request': 'Lo pidió el paciente',
    emergency: 'Emergencia',
    other: 'Otro motivo',
  },
  reasonText: 'Con sus palabras',
  reasonTextWhy: 'Escriba unas palabras.',
  reasonGive: 'Abrir con este motivo',
  keysTitle: 'Teclas',
  keysScope: { everywhere: 'En todas partes', patient: 'En un expediente', form: 'En un formulario', list: 'En una lista' },
  notUndone: {
    'slot-taken': 'No se deshizo: alguien ya tiene esa hora. Todo queda como está.',
    'slot-closed': 'No se deshizo: el consultorio ya está cerrado a esa hora. Todo queda como está.',
    'slot-blocked': 'No se deshizo: ya no se atiende a esa hora. Todo queda como está.',
    'room-taken': 'No se deshizo: alguien ya tiene la sala a esa hora. Todo queda como está.',
  },
  notUndoneWhy: 'No se deshizo. {{why}}',
  singleKeysOff: 'Las teclas sueltas están desactivadas en sus ajustes.',
};
