/**
 * The one list of what can go wrong, as data.
 *
 * Every failure a person can meet has a code, a short tag they can read over the phone, and one sentence in English and Spanish that says what
 * happened, whether anything is lost, and what to do. No sentence and no code ever carries protected health information.
 */
export const FAILURES = {
  // asking: the call itself is wrong
  'unknown-operation': {
    tag: 'ASK-1',
    en: 'This version of Anteroom does not know that action. Nothing was changed.',
    es: 'Esta versión de Anteroom no conoce esa acción. No se cambió nada.',
  },
  'bad-input': {
    tag: 'ASK-2',
    en: 'Something in the form is not in the right shape. Nothing was saved; please check the marked fields.',
    es: 'Algo en el formulario no tiene la forma correcta. No se guardó nada; revise los campos marcados.',
  },
  'too-large': {
    tag: 'ASK-3',
    en: 'That is larger than Anteroom accepts in one piece. Nothing was saved.',
    es: 'Eso es más grande de lo que Anteroom acepta de una vez. No se guardó nada.',
  },
  'wrong-sender': {
    tag: 'ASK-4',
    en: 'The request did not come from the Anteroom window, so it was refused.',
    es: 'La solicitud no vino de la ventana de Anteroom y fue rechazada.',
  },
  'too-fast': {
    tag: 'ASK-5',
    en: 'Too many requests in a short time. Wait a moment and try again; nothing is lost.',
    es: 'Demasiadas solicitudes en poco tiempo. Espere un momento e intente de nuevo; no se perdió nada.',
  },

  // permission
  locked: {
    tag: 'GATE-1',
    en: 'Anteroom is locked. What you typed is kept; sign in to go on.',
    es: 'Anteroom está bloqueado. Lo que escribió está guardado; inicie sesión para continuar.',
  },
  'not-permitted': {
    tag: 'GATE-2',
    en: 'Your role does not include this. The attempt was recorded.',
    es: 'Su función no incluye esto. El intento quedó registrado.',
  },
  'reason-needed': {
    tag: 'GATE-3',
    en: 'This chart is restricted. Give a reason to open it; the reason is recorded.',
    es: 'Este expediente es restringido. Indique un motivo para abrirlo; el motivo queda registrado.',
  },
  'answer-refused': {
    tag: 'GATE-4',
    en: 'The answer did not pass its own check, so nothing is shown. Please report this.',
    es: 'La respuesta no pasó su propia revisión y no se muestra nada. Por favor, informe de esto.',
  },
  'audit-unavailable': {
    tag: 'GATE-5',
    en: 'The audit log could not be written, so nothing was shown or changed. Free some disk space or call IT.',
    es: 'No se pudo escribir el registro de auditoría, así que no se mostró ni cambió nada. Libere espacio en disco o llame a soporte.',
  },
  'saved-unrecorded': {
    tag: 'GATE-6',
    en: 'It was saved, but the audit log could not be closed behind it, so nothing is shown. Do not save it again; free some disk space, sign in again and look.',
    es: 'Se guardó, pero no se pudo cerrar su anotación en el registro de auditoría, así que no se muestra nada. No lo guarde otra vez; libere espacio en disco, vuelva a iniciar sesión y compruébelo.',
  },

  'bulk-reading': {
    tag: 'GATE-7',
    en: 'Far more charts were asked for than work at a desk needs, so Anteroom locked. Nothing is lost; it stands in the log for the privacy officer.',
    es: 'Se pidieron muchos más expedientes de los que necesita el trabajo en un escritorio y Anteroom se bloqueó. No se perdió nada; queda en el registro para el responsable de privacidad.',
  },
  'log-broken': {
    tag: 'GATE-8',
    en: 'The audit log did not pass its check, so nothing can be changed until an owner or privacy officer has decided. Charts can be read, and nothing is lost.',
    es: 'El registro de auditoría no pasó su revisión y no se puede cambiar nada hasta que decida un titular o el oficial de privacidad. Los expedientes se pueden leer y no se perdió nada.',
  },

  // records
  'not-found': { tag: 'REC-1', en: 'That record is not here (any more).', es: 'Ese registro no está aquí (o ya no está).' },
  'changed-meanwhile': {
    tag: 'REC-2',
    en: 'Someone changed this record while you were editing. Nothing of either version is lost; compare and save again.',
    es: 'Alguien cambió este registro mientras usted lo editaba. No se perdió ninguna versión; compare y guarde de nuevo.',
  },
  'already-exists': { tag: 'REC-3', en: 'There already is one with that number or name.', es: 'Ya existe uno con ese número o nombre.' },
  'merge-order': {
    tag: 'REC-6',
    en: 'This chart took in another chart later. Nothing was changed; take the later merge back first.',
    es: 'Este expediente recibió después otro expediente. No se cambió nada; deshaga antes la fusión más reciente.',
  },
  'merged-away': {
    tag: 'REC-5',
    en: 'This chart was merged into another one. Nothing was changed; open the chart it went into, or take the merge back first.',
    es: 'Este expediente se fusionó con otro. No se cambió nada; abra el expediente que lo contiene o deshaga antes la fusión.',
  },
  'undo-expired': {
    tag: 'REC-4',
    en: 'The time to undo this is over. Nothing was changed.',
    es: 'El tiempo para deshacer esto terminó. No se cambió nada.',
  },

  'chart-archived': {
    tag: 'REC-7',
    en: 'This chart is archived. Nothing was booked; take it out of the archive first.',
    es: 'Este expediente está archivado. No se agendó nada; sáquelo primero del archivo.',
  },

  // the schedule
  'slot-taken': {
    tag: 'DESK-1',
    en: 'This provider already has a visit at that time. Nothing was saved; choose another time, or say why both are needed.',
    es: 'Este profesional ya tiene una visita a esa hora. No se guardó nada; elija otra hora o indique por qué se necesitan ambas.',
  },
  'slot-closed': {
    tag: 'DESK-2',
    en: 'The practice is closed at that time. Nothing was saved; choose another time, or say why it is needed.',
    es: 'El consultorio está cerrado a esa hora. No se guardó nada; elija otra hora o indique por qué se necesita.',
  },
  'visit-cancelled': {
    tag: 'DESK-3',
    en: 'This visit was cancelled. Nothing was changed; book it anew, or take the cancellation back.',
    es: 'Esta visita fue cancelada. No se cambió nada; agéndela de nuevo o deshaga la cancelación.',
  },
  'visit-elsewhere': {
    tag: 'DESK-4',
    en: 'This visit does not stand where this step begins: it is under way, over, or nobody came. Nothing was changed; look at it again, or take its last step back first.',
    es: 'Esta visita no está donde comienza este paso: está en curso, terminó o nadie vino. No se cambió nada; vuelva a mirarla o deshaga primero su último paso.',
  },
  'visit-not-today': {
    tag: 'DESK-5',
    en: 'This can be noted only on the day of the visit. Nothing was changed; move the visit to today if the patient is here.',
    es: 'Esto solo puede anotarse el día de la visita. No se cambió nada; mueva la visita a hoy si el paciente está aquí.',
  },

  'time-left-out': {
    tag: 'DESK-6',
    en: 'The clocks leave out that time on that day. Nothing was saved; choose another time.',
    es: 'Ese día los relojes saltan esa hora. No se guardó nada; elija otra hora.',
  },

  // tasks
  'task-done': {
    tag: 'DESK-20',
    en: 'This task is done or was withdrawn. Nothing was changed; take that back first.',
    es: 'Esta tarea ya está hecha o fue retirada. No se cambió nada; deshágalo primero.',
  },
  'task-owner': {
    tag: 'DESK-21',
    en: 'This person or role has no tasks here (any more). Nothing was saved; choose somebody else.',
    es: 'Esta persona o función no tiene tareas aquí (o ya no). No se guardó nada; elija a otra.',
  },

  // what stands against a time
  'slot-blocked': {
    tag: 'DESK-11',
    en: 'This provider sees nobody at that time. Nothing was saved; choose another time, or say why it is needed.',
    es: 'Este profesional no atiende a esa hora. No se guardó nada; elija otra hora o indique por qué se necesita.',
  },
  'room-taken': {
    tag: 'DESK-12',
    en: 'The room already has a visit at that time. Nothing was saved; choose another room or time, or say why both are needed.',
    es: 'La sala ya tiene una visita a esa hora. No se guardó nada; elija otra sala u hora, o indique por qué se necesitan ambas.',
  },
  'slot-past': {
    tag: 'DESK-13',
    en: 'That day is over. Nothing was saved; choose another day, or say why the visit is noted afterwards.',
    es: 'Ese día ya pasó. No se guardó nada; elija otro día o indique por qué la visita se anota después.',
  },
  'patient-taken': {
    tag: 'DESK-14',
    en: 'This patient already has a visit at that time. Nothing was saved; choose another time, or say why both are needed.',
    es: 'Este paciente ya tiene una visita a esa hora. No se guardó nada; elija otra hora o indique por qué se necesitan ambas.',
  },
  // paper
  'print-too-long': {
    tag: 'PRINT-1',
    en: 'That is more than one print holds. Nothing was printed; print the day of one provider at a time.',
    es: 'Eso es más de lo que cabe en una impresión. No se imprimió nada; imprima el día de un profesional a la vez.',
  },
  'print-unrecorded': {
    tag: 'PRINT-2',
    en: 'It went to the printer, but the audit log could not be closed behind it. Do not print it again; look at the printer, free some disk space and sign in again.',
    es: 'Se envió a la impresora, pero no se pudo cerrar su anotación en el registro de auditoría. No lo imprima otra vez; mire la impresora, libere espacio en disco y vuelva a iniciar sesión.',
  },
  'printer-failed': {
    tag: 'PRINT-4',
    en: 'The print system did not take it. Nothing is lost; see that the printer is on and has paper, then print again or choose another printer.',
    es: 'El sistema de impresión no lo aceptó. No se perdió nada; compruebe que la impresora está encendida y tiene papel, e imprima de nuevo o elija otra impresora.',
  },
  'printer-gone': {
    tag: 'PRINT-5',
    en: 'This computer does not have that printer any more. Nothing was printed; choose another one.',
    es: 'Esta computadora ya no tiene esa impresora. No se imprimió nada; elija otra.',
  },
  'printer-none': {
    tag: 'PRINT-6',
    en: 'This computer has no print system. Nothing was printed; ask IT to set up a printer.',
    es: 'Esta computadora no tiene un sistema de impresión. No se imprimió nada; pida a soporte que configure una impresora.',
  },
  'printer-silent': {
    tag: 'PRINT-7',
    en: 'The print system did not answer in time, so it was stopped. Look at the printer before you print again; nothing in Anteroom is lost.',
    es: 'El sistema de impresión no respondió a tiempo y se detuvo. Mire la impresora antes de imprimir de nuevo; en Anteroom no se perdió nada.',
  },

  'outage-none': {
    tag: 'PRINT-20',
    en: 'There is no day list for outages here for this person and day. Nothing was printed; a new one is made soon after somebody has signed in.',
    es: 'Aquí no hay lista de contingencia para esta persona y este día. No se imprimió nada; se prepara una nueva poco después de que alguien inicia sesión.',
  },
  'outage-altered': {
    tag: 'PRINT-21',
    en: 'The day list for outages is not the one this workstation made last: it was changed, cut, put back or brought from elsewhere. Nothing was printed; tell the privacy officer.',
    es: 'La lista de contingencia no es la última que preparó esta estación: fue cambiada, cortada, repuesta o traída de otro lugar. No se imprimió nada; avise al oficial de privacidad.',
  },

  // a file that is to be imported
  'file-damaged': {
    tag: 'FILE-1',
    en: 'The file is damaged and could not be read. Nothing was imported; open it in the program it came from and save it again.',
    es: 'El archivo está dañado y no se pudo leer. No se importó nada; ábralo en el programa de origen y guárdelo de nuevo.',
  },
  'file-locked': {
    tag: 'FILE-2',
    en: 'The file is an old Excel file (.xls) or is locked with a password. Nothing was imported; save it as .xlsx or .csv without a password.',
    es: 'El archivo es de un Excel antiguo (.xls) o está protegido con contraseña. No se importó nada; guárdelo como .xlsx o .csv sin contraseña.',
  },
  'file-no-sheet': {
    tag: 'FILE-3',
    en: 'The workbook has no such sheet. Nothing was imported; choose another sheet.',
    es: 'El libro no tiene esa hoja. No se importó nada; elija otra hoja.',
  },
  'file-not-table': {
    tag: 'FILE-4',
    en: 'The file holds no table. Nothing was imported; choose a CSV or Excel (.xlsx) file.',
    es: 'El archivo no contiene una tabla. No se importó nada; elija un archivo CSV o de Excel (.xlsx).',
  },
  'file-quote-open': {
    tag: 'FILE-5',
    en: 'A quotation mark in the file is never closed, so its columns can’t be told apart. Nothing was imported; export the list again.',
    es: 'Una comilla del archivo nunca se cierra y no se pueden distinguir sus columnas. No se importó nada; exporte la lista de nuevo.',
  },
  'file-reader-lost': {
    tag: 'FILE-6',
    en: 'Reading the file took too long or failed, so it was stopped. Nothing was imported; try again or split the file.',
    es: 'La lectura del archivo tardó demasiado o falló y se detuvo. No se importó nada; intente de nuevo o divida el archivo.',
  },
  'file-too-large': {
    tag: 'FILE-7',
    en: 'The file holds more than one import takes (200,000 rows, 1,000 columns, 100 MB). Nothing was imported; split it.',
    es: 'El archivo contiene más de lo que admite una importación (200 000 filas, 1000 columnas, 100 MB). No se importó nada; divídalo.',
  },
  'file-empty': {
    tag: 'FILE-11',
    en: 'There are no rows in this file, or in this sheet of it. Nothing was imported; choose another.',
    es: 'No hay filas en este archivo, o en esta hoja. No se importó nada; elija otro.',
  },
  'import-not-ready': {
    tag: 'FILE-8',
    en: 'This step of the import can’t be done now: an earlier one is not finished. Nothing was changed.',
    es: 'Este paso de la importación no se puede hacer ahora: falta terminar uno anterior. No se cambió nada.',
  },
  'import-dates-unclear': {
    tag: 'FILE-9',
    en: 'Say first whether the dates in this file begin with the day or with the month. Nothing was changed.',
    es: 'Indique primero si las fechas de este archivo empiezan por el día o por el mes. No se cambió nada.',
  },
  'import-no-names': {
    tag: 'FILE-10',
    en: 'No column is a family name or a full name yet, so no patient can be made. Choose one; nothing was changed.',
    es: 'Ninguna columna es todavía un apellido o un nombre completo, así que no se puede crear ningún paciente. Elija una; no se cambió nada.',
  },

  // store and disk
  'disk-full': {
    tag: 'DISK-1',
    en: 'The disk is full. Nothing saved before is lost; free some space and try again.',
    es: 'El disco está lleno. No se perdió nada de lo ya guardado; libere espacio e intente de nuevo.',
  },
  'disk-failing': {
    tag: 'DISK-9',
    en: 'The disk refused to store this, although it seems to have room. Nothing saved before is lost; let IT check the disk and its quota, then try again.',
    es: 'El disco no aceptó guardar esto, aunque parece tener espacio. No se perdió nada de lo ya guardado; pida a soporte que revise el disco y su cuota e intente de nuevo.',
  },
  'file-not-written': {
    tag: 'DISK-7',
    en: 'The file could not be written there. Nothing in Anteroom changed; choose another folder.',
    es: 'No se pudo escribir el archivo en ese lugar. Nada cambió en Anteroom; elija otra carpeta.',
  },
  'store-damaged': {
    tag: 'DISK-2',
    en: 'The store failed its integrity check and was not opened. Restore the latest backup; do not delete anything.',
    es: 'El almacén no pasó la revisión de integridad y no se abrió. Restaure la copia más reciente; no borre nada.',
  },
  'store-newer': {
    tag: 'DISK-3',
    en: 'This store was written by a newer Anteroom. Nothing is lost; install the newer version.',
    es: 'Este almacén fue escrito por una versión más nueva de Anteroom. No se perdió nada; instale la versión nueva.',
  },
  'store-locked': {
    tag: 'DISK-4',
    en: 'Another program holds the store. Close it and try again; nothing is lost.',
    es: 'Otro programa está usando el almacén. Ciérrelo e intente de nuevo; no se perdió nada.',
  },
  'store-missing': {
    tag: 'DISK-5',
    en: 'The practice folder has no store although one was set up here. Restore the folder from backup; nothing new was created.',
    es: 'La carpeta de la clínica no tiene almacén aunque aquí se configuró uno. Restaure la carpeta desde la copia; no se creó nada nuevo.',
  },
  'store-read-only': {
    tag: 'DISK-8',
    en: 'Anteroom could not write in the practice folder. Nothing saved before is lost. Let this computer account write there, see that the disk has room and is not write-protected, then start again.',
    es: 'Anteroom no pudo escribir en la carpeta de la clínica. No se perdió nada de lo ya guardado. Permita que esta cuenta de la computadora escriba allí, compruebe que el disco tiene espacio y no está protegido contra escritura, y vuelva a empezar.',
  },
  'store-older': {
    tag: 'DISK-6',
    en: 'These files are an older copy than this workstation last used. Sign-in is barred until the privacy officer decides.',
    es: 'Estos archivos son una copia más antigua que la última usada en esta estación. El acceso queda suspendido hasta que decida el oficial de privacidad.',
  },

  // keys
  'key-absent': {
    tag: 'KEY-1',
    en: 'The keychain has no key for this workstation although a store exists. Nothing is lost. Sign in to the computer as the user who set up Anteroom, or use the recovery kit.',
    es: 'El llavero no tiene la clave de esta estación aunque existe un almacén. No se perdió nada. Inicie sesión en la computadora como el usuario que configuró Anteroom, o use el kit de recuperación.',
  },
  'key-unreadable': {
    tag: 'KEY-2',
    en: 'The keychain did not answer. Nothing is lost. Unlock the keychain of this computer and start again.',
    es: 'El llavero no respondió. No se perdió nada. Desbloquee el llavero de esta computadora y vuelva a empezar.',
  },
  'key-changed': {
    tag: 'KEY-3',
    en: 'The keychain gave a different key than the one this store was made with. Nothing is lost. Use the recovery kit, or call IT.',
    es: 'El llavero dio una clave distinta de la que se usó para crear este almacén. No se perdió nada. Use el kit de recuperación o llame a soporte.',
  },
  'key-weak': {
    tag: 'KEY-4',
    en: 'This computer has no real keychain (Secret Service). Anteroom does not store keys in the clear. Install and unlock one (for example gnome-keyring), then start again.',
    es: 'Esta computadora no tiene un llavero real (Secret Service). Anteroom no guarda claves sin cifrar. Instale y desbloquee uno (por ejemplo gnome-keyring) y vuelva a empezar.',
  },
  'key-altered': {
    tag: 'KEY-5',
    en: 'A sealed key was altered, or was made for someone else or another workstation, so it was not opened. Nothing is lost. Ask an owner or administrator for a reset, or use the recovery kit.',
    es: 'Una clave sellada fue alterada, o se hizo para otra persona u otra estación, así que no se abrió. No se perdió nada. Pida un restablecimiento a un propietario o administrador, o use el kit de recuperación.',
  },
  'key-older': {
    tag: 'KEY-6',
    en: 'These are older keys of this user than the newest this workstation has seen, so they were refused. Nothing is lost. Restore the current files, or ask for a reset.',
    es: 'Estas claves del usuario son más antiguas que las últimas vistas en esta estación y fueron rechazadas. No se perdió nada. Restaure los archivos actuales o pida un restablecimiento.',
  },
  'key-floor': {
    tag: 'KEY-7',
    en: 'The key file asks for weaker protection than Anteroom allows, so it was refused. Nothing is lost. Restore the current files, or ask for a reset.',
    es: 'El archivo de claves pide una protección más débil de la que Anteroom permite y fue rechazado. No se perdió nada. Restaure los archivos actuales o pida un restablecimiento.',
  },
  'recovery-refused': {
    tag: 'KEY-8',
    en: 'These words do not open this practice. Nothing was changed; compare every word with the printed kit and try again.',
    es: 'Estas palabras no abren esta clínica. No se cambió nada; compare cada palabra con el kit impreso e intente de nuevo.',
  },

  'sheet-place': {
    tag: 'KEY-9',
    en: 'Each sheet goes to a folder of its own on a removable drive, never on this computer’s disk. Nothing was written; choose another drive or folder.',
    es: 'Cada hoja va en una carpeta propia de una unidad extraíble, nunca en el disco de esta computadora. No se escribió nada; elija otra unidad o carpeta.',
  },

  // sign-in
  'sign-in-failed': {
    tag: 'SIGN-1',
    en: 'Name, password or code is not right.',
    es: 'El nombre, la contraseña o el código no es correcto.',
  },
  'sign-in-ended': {
    tag: 'SIGN-20',
    en: 'This account has reached its end date. Ask an owner or administrator.',
    es: 'Esta cuenta llegó a su fecha de fin. Pida ayuda a un propietario o administrador.',
  },
  'code-needed': {
    tag: 'SIGN-7',
    en: 'Please also enter the code from your phone. This did not count as a failed try.',
    es: 'Ingrese también el código de su teléfono. Esto no contó como intento fallido.',
  },
  'code-used': {
    tag: 'SIGN-2',
    en: 'That code was used already. Wait for the next one on your phone.',
    es: 'Ese código ya se usó. Espere el siguiente en su teléfono.',
  },
  barred: {
    tag: 'SIGN-3',
    en: 'Too many tries. Wait as long as shown, or ask an owner or administrator for a reset.',
    es: 'Demasiados intentos. Espere el tiempo indicado o pida un restablecimiento a un propietario o administrador.',
  },
  'weak-password': {
    tag: 'SIGN-4',
    en: 'That password is too easy to guess. Use at least 12 characters; a few unrelated words work well.',
    es: 'Esa contraseña es demasiado fácil de adivinar. Use al menos 12 caracteres; unas palabras sin relación funcionan bien.',
  },
  'last-owner': {
    tag: 'SIGN-5',
    en: 'The last owner cannot be removed or barred. Make another owner first.',
    es: 'No se puede quitar ni suspender al último propietario. Nombre antes a otro propietario.',
  },
  'clock-moved': {
    tag: 'SIGN-6',
    en: 'The clock of this computer was moved. Sign in again with password and code.',
    es: 'El reloj de esta computadora fue cambiado. Inicie sesión de nuevo con contraseña y código.',
  },

  // the workstation
  'already-running': {
    tag: 'WS-1',
    en: 'Anteroom is already open on this computer with this practice.',
    es: 'Anteroom ya está abierto en esta computadora con esta clínica.',
  },
  'folder-refused': {
    tag: 'WS-2',
    en: 'That folder is on a network, synced or shared place. Choose a folder on this computer.',
    es: 'Esa carpeta está en un lugar de red, sincronizado o compartido. Elija una carpeta de esta computadora.',
  },
  'machine-changed': {
    tag: 'WS-4',
    en: 'These files were made on another computer. Nothing is lost. Use the recovery kit to go on here for good, or start Anteroom on the computer they came from.',
    es: 'Estos archivos se crearon en otra computadora. No se perdió nada. Use el kit de recuperación para continuar aquí definitivamente, o abra Anteroom en la computadora de donde vienen.',
  },
  'runtime-refused': {
    tag: 'WS-3',
    en: 'This runtime is for development only and opens only practices marked synthetic.',
    es: 'Este entorno es solo para desarrollo y abre solo clínicas marcadas como sintéticas.',
  },

  internal: {
    tag: 'APP-1',
    en: 'Something went wrong inside Anteroom. What was saved is safe; please try again or report the code.',
    es: 'Algo falló dentro de Anteroom. Lo guardado está a salvo; intente de nuevo o informe el código.',
  },
} as const satisfies Record<string, { tag: string; en: string; es: string }>;

export type FailureCode = keyof typeof FAILURES;

/** A failure on its way to the gate, which turns it into `{ ok: false, code }`. `seconds` is how long to wait, where that applies. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly seconds: number | undefined;
  constructor(code: FailureCode, options: { seconds?: number; cause?: unknown } = {}) {
    super(code, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'Failure';
    this.code = code;
    this.seconds = options.seconds;
  }
}
