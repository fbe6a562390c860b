import type { merging as english } from '../en/merging.ts';
import type { Words } from '../words.ts';

export const merging: Words<typeof english> = {
  title: 'Fusionar expedientes',
  pickHelp: '¿Qué otro expediente es también de {{name}}?',
  likely: 'Probablemente la misma persona',
  searchOther: 'Buscar el otro expediente',
  compare: 'Comparar',
  compareWith: 'Comparar con {{name}}',
  help: 'Elija qué dirá el expediente único donde difieren; lo demás queda como está. Se conservan coberturas, contactos, consentimientos y avisos de ambos.',
  stays: 'Este expediente se queda',
  goes: 'Este expediente se integra en él',
  swap: 'Conservar el otro expediente',
  merge: 'Fusionar',
  differs: 'difiere',
  joined: 'se conservan ambos',
  allSame: 'El expediente que se integra no dice nada distinto.',
  confirmTitle: '¿Fusionar estos dos expedientes?',
  consequenceStays: 'El expediente {{mrn}}, de {{name}}, se queda y se encuentra por ambos números.',
  consequenceGoes: 'El expediente {{mrn}}, de {{name}}, ya no se encuentra por separado. Conserva todo lo que tiene.',
  consequenceTaken_zero: 'No se toma ningún campo de él.',
  consequenceTaken_one: 'Se toma {{count}} campo de él.',
  consequenceTaken_other: 'Se toman {{count}} campos de él.',
  consequenceBack: 'La fusión queda registrada y se puede deshacer desde el expediente.',
};
