import type { looks as english } from '../en/looks.ts';
import type { Words } from '../words.ts';

export const looks: Words<typeof english> = {
  did: {
    'patient.search': 'Apareció en una búsqueda',
    'patient.read': 'Abrió el expediente',
    'patient.read-ssn': 'Vio el número de Seguro Social completo',
    'patient.create': 'Registró al paciente',
    'patient.update': 'Cambió el expediente',
    'patient.archive': 'Archivó o restauró',
    'patient.restrict': 'Cambió la restricción',
    'patient.merge': 'Fusionó expedientes',
    'patient.unmerge': 'Deshizo una fusión',
    'patient.undo': 'Deshizo un cambio',
    'patient.history': 'Leyó el historial',
    'patient.access-report': 'Preguntó quién lo vio',
    'patient.duplicates': 'Apareció como posible duplicado',
    'staff.assign': 'Cambió el acceso de un revisor externo',
  },
  ended: {
    allowed: 'Mostrado',
    refused: 'Rechazado',
    failed: 'Falló',
    intent: 'Iniciado',
    committed: 'Hecho',
    undone: 'Deshecho',
    unknown: 'Quizá salió',
  },
  catchingUp: 'Todavía se está leyendo el registro; por un momento pueden faltar entradas anteriores.',
  earlier: 'Mostrar anteriores',
  nobody: 'Nadie todavía',
  nobodyHint: 'Aquí aparecerá quien abra este expediente de ahora en adelante.',
};
