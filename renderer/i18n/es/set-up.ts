import type { setUp as english } from '../en/set-up.ts';
import type { Words } from '../words.ts';

export const setUp: Words<typeof english> = {
  step: 'Paso {{step}} de {{of}}',
  welcomeTitle: 'Le damos la bienvenida a Anteroom',
  welcomeLead:
    'En unos diez minutos esta computadora será una estación de su clínica. Todo lo de los pacientes se cifra aquí; las claves están en el llavero de esta computadora, en su contraseña y en un kit de recuperación que usted anotará.',
  welcomeNeed: 'Necesita: una aplicación de autenticación en su teléfono, papel y lápiz.',
  begin: 'Empezar',
  practiceTitle: 'La clínica y usted',
  practice: 'Nombre de la clínica',
  workstation: 'Nombre de esta estación',
  workstationHelp: 'Como la llaman todos: Recepción 1',
  ownerName: 'Su nombre',
  signInNameHelp: 'Letras minúsculas y números, por ejemplo ana o ana.w. Será suyo para siempre.',
  signInNameOdd: 'Use de 2 a 40 letras minúsculas, números, puntos o guiones.',
  solo: 'Trabajo por mi cuenta',
  soloHelp: 'El kit de recuperación será una sola hoja. Quien la encuentre podrá abrir los expedientes: guárdela bajo llave.',
  kitTitle: 'El kit de recuperación',
  kitLead_one:
    'Esta hoja abre los expedientes si se pierden el llavero o todas las contraseñas. Sin ella nadie puede abrirlos, ni nosotros.',
  kitLead_other:
    '{{needed}} de estas {{count}} hojas abren los expedientes si se pierden el llavero o todas las contraseñas. Sin ellas nadie puede abrirlos, ni nosotros.',
  kitKeep:
    'Escriba cada hoja en su propio papel, o guarde cada una en su propia unidad extraíble (el archivo se puede imprimir en cualquier computadora), y entréguelas a personas o lugares distintos. Nunca las guarde en esta computadora.',
  kitSheet: 'Hoja {{label}}',
  kitQr: 'Hoja {{label}} como imagen para escanear',
  kitSave: 'Guardar en una unidad',
  kitSaveSheet: 'Guardar en una unidad: hoja {{label}}',
  kitSaved: 'Guardada',
  kitKept: 'Ya tengo todas las hojas',
  proveTitle: 'Pruebe el kit una vez',
  proveLead_one: 'Escriba la hoja desde su papel. La clínica se crea solo cuando el kit ha funcionado.',
  proveLead_other: 'Escriba {{count}} de las hojas desde su papel. La clínica se crea solo cuando el kit ha funcionado.',
  proveSheet: 'Una hoja, todas sus palabras',
  proveFinish: 'Crear la clínica',
  creating: 'Creando la clínica…',
};
