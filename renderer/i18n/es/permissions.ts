import type { permissions as english } from '../en/permissions.ts';
import type { Words } from '../words.ts';

export const permissions: Words<typeof english> = {
  lead: 'Esta es la tabla que sigue el propio programa; nada más decide.',
  permission: 'Permiso',
  enforcedBy: 'Lo protege',
  enforcement: { gate: 'la puerta', cryptographic: 'las claves', server: 'el servidor' },
  enforcementLead:
    '«La puerta» quiere decir que el programa lo rechaza y lo registra. «Las claves», que sin la clave correcta los archivos mismos no se abren.',
  visitParts: { visitNote: 'Nota de una visita' },
  yes: 'sí',
  no: 'no',
  hiddenTitle: 'Lo que una función nunca ve de un expediente',
  hiddenNone: 'Nada está oculto',
  assignedOnly: 'Ve solo los pacientes que se le asignan, hasta que termina la asignación.',
  patient: {
    find: 'Buscar pacientes',
    read: 'Abrir expedientes',
    'read-ssn': 'Ver el número de Seguro Social completo',
    register: 'Registrar pacientes',
    edit: 'Editar expedientes',
    archive: 'Archivar expedientes',
    restrict: 'Restringir expedientes',
    merge: 'Unir expedientes',
    history: 'Ver el historial de un expediente',
    lookers: 'Ver quién consultó un expediente',
    assign: 'Asignar pacientes a revisores',
  },
  schedule: { read: 'Ver la agenda', book: 'Agendar y cancelar visitas', manage: 'Configurar la agenda' },
  visit: { progress: 'Registrar llegadas y anotar cómo va cada visita' },
  task: {
    read: 'Ver las tareas propias y las de su función',
    'read-all': 'Ver todas las tareas abiertas',
    write: 'Anotar, asignar y terminar tareas',
  },
  'hand-over': 'Leer y escribir la nota de relevo del mostrador',
  draft: { own: 'Guardar borradores propios' },
  import: { run: 'Importar hojas de cálculo' },
  audit: {
    read: 'Leer el registro de auditoría',
    'name-patients': 'Ver nombres de pacientes en el registro de auditoría',
    export: 'Exportar el registro de auditoría',
    'decide-rollback': 'Decidir sobre una copia más antigua de los archivos',
  },
  staff: { read: 'Ver al personal', manage: 'Agregar, cambiar y quitar personal' },
  settings: { manage: 'Cambiar los ajustes de la estación' },
  self: 'Cuenta y ajustes propios',
};
