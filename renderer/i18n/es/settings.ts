import type { settings as english } from '../en/settings.ts';
import type { Words } from '../words.ts';

export const settings: Words<typeof english> = {
  section: {
    preferences: 'Su pantalla',
    password: 'Su contraseña',
    lock: 'Bloqueo',
    schedule: 'Agenda',
    staff: 'Personal',
    permissions: 'Quién puede hacer qué',
  },
  preferences: {
    lead: 'Son solo suyos y lo acompañan en el próximo inicio de sesión.',
    language: 'Idioma',
    theme: 'Colores',
    themes: { system: 'Como esta computadora', light: 'Claro', dark: 'Oscuro', 'high-contrast': 'Alto contraste' },
    density: 'Filas',
    densities: { comfortable: 'Cómodas', compact: 'Compactas' },
    singleKeys: 'Teclas sueltas',
    singleKeysHelp: 'J, K y / mueven en las listas. Desactívelas si dicta o si las pulsa sin querer.',
  },
  password: {
    lead: 'Su contraseña abre sus claves en esta estación. Nadie puede consultarla.',
    old: 'Su contraseña actual',
    changed: 'Contraseña cambiada.',
    change: 'Cambiar la contraseña',
    tooShort: 'Al menos 12 caracteres. Cuatro o cinco palabras sin relación funcionan bien.',
  },
  lock: {
    lead: 'Para todas las personas de esta estación.',
    minutes: 'Bloquear tras estos minutos sin teclado ni ratón',
    minutesHelp: 'De 1 a 15. El aviso llega antes.',
    hours: 'Horas en que basta la contraseña después de iniciar sesión con código',
    hoursHelp: 'De 0 a 12. Con 0 se pide el código cada vez.',
    clipboard: 'Segundos tras los que se borra del portapapeles lo copiado aquí',
    clipboardHelp: 'De 5 a 60. Al bloquear se borra al instante.',
    publicPlace: 'Los pacientes pueden ver esta pantalla',
    publicPlaceHelp: 'Nombres cortos en la agenda, en el tablero y en la bandeja, y todo se ve borroso mientras otra ventana está delante.',
    readOnly: 'Su función los ve pero no los cambia.',
    saved: 'Ajustes de bloqueo guardados.',
  },
};
