import * as z from 'zod';

/** What a check of the log can find wrong, with the sentence the officer reads. The number of the entry is shown beside it. */
export const AUDIT_FINDINGS = {
  edited: { en: 'This entry was edited after it was written.', es: 'Esta entrada fue modificada después de escribirse.' },
  malformed: { en: 'These bytes are not an entry.', es: 'Estos bytes no son una entrada.' },
  removed: {
    en: 'Entries are missing from here on: they were deleted, or an older page of the file was put back.',
    es: 'A partir de aquí faltan entradas: se borraron o se repuso una página más antigua del archivo.',
  },
  inserted: {
    en: 'An entry was inserted: two different entries claim this number.',
    es: 'Se insertó una entrada: dos entradas distintas llevan este número.',
  },
  replayed: { en: 'An older entry was copied in here again.', es: 'Aquí se volvió a copiar una entrada anterior.' },
  swapped: { en: 'Entries were put in another order, from here on.', es: 'A partir de aquí se cambió el orden de las entradas.' },
  skipped: {
    en: 'The numbering skips from here, although the entries are linked.',
    es: 'La numeración salta desde aquí, aunque las entradas están enlazadas.',
  },
  foreign: {
    en: 'This entry belongs to the log of another workstation or practice.',
    es: 'Esta entrada pertenece al registro de otra estación o clínica.',
  },
  rewritten: {
    en: 'Entries in this range were rewritten, with their links, after they were signed.',
    es: 'Las entradas de este rango fueron reescritas, con sus enlaces, después de firmarse.',
  },
  truncated: {
    en: 'The end was cut off: signed entries are missing from here on.',
    es: 'Se cortó el final: faltan entradas firmadas a partir de aquí.',
  },
  'rolled-back': {
    en: 'This is an older copy, or its end was cut off: the head kept elsewhere has more entries.',
    es: 'Esta es una copia más antigua o se cortó el final: la cabecera guardada aparte tiene más entradas.',
  },
  forked: {
    en: 'This log and the head kept elsewhere tell two different histories: a copy was used, or entries were rewritten.',
    es: 'Este registro y la cabecera guardada aparte cuentan dos historias distintas: se usó una copia o se reescribieron entradas.',
  },
  restarted: { en: 'The log was emptied and begun anew.', es: 'El registro fue vaciado y comenzado de nuevo.' },
  'head-forged': {
    en: 'A signature over these entries is not by the key of this workstation.',
    es: 'Una firma sobre estas entradas no es de la clave de esta estación.',
  },
  'head-removed': {
    en: 'A signed head was removed or changed before this one.',
    es: 'Antes de esta se quitó o cambió una cabecera firmada.',
  },
  resigned: {
    en: 'These entries name a user, but only the key of the workstation signed them: they were signed again with a stolen key.',
    es: 'Estas entradas nombran a un usuario, pero solo las firmó la clave de la estación: se volvieron a firmar con una clave robada.',
  },
  'forged-user': {
    en: 'This entry names a user who did not vouch for it.',
    es: 'Esta entrada nombra a un usuario que no respondió por ella.',
  },
  uncertified: {
    en: 'The certificate of the session these entries name is missing: it was removed, or an older page of the file was put back.',
    es: 'Falta el certificado de la sesión que nombran estas entradas: se quitó o se repuso una página más antigua del archivo.',
  },
  unsigned: { en: 'Entries from here on are not signed.', es: 'Las entradas a partir de aquí no están firmadas.' },
  damaged: { en: 'The file can not be read from here on.', es: 'El archivo no se puede leer a partir de aquí.' },
  'clock-moved': {
    en: 'The clock of the computer was moved by more than two minutes before this entry.',
    es: 'El reloj de la computadora se movió más de dos minutos antes de esta entrada.',
  },
  'closed-by-device': {
    en: 'The session ended without a word (power cut or kill); the workstation alone signed these last entries.',
    es: 'La sesión terminó sin aviso (corte de luz o cierre forzado); solo la estación firmó estas últimas entradas.',
  },
  'rollback-decided': {
    en: 'An older copy of the files stood here, and a person decided to go on with it: what came after that copy is missing.',
    es: 'Aquí había una copia más antigua de los archivos y una persona decidió seguir con ella: falta lo posterior a esa copia.',
  },
} as const satisfies Record<string, { en: string; es: string }>;

export type AuditFindingKind = keyof typeof AUDIT_FINDINGS;

/** `seq` is the first bad entry; `until` (inclusive) the last, where it can only be told as a range. */
export interface AuditFinding {
  readonly kind: AuditFindingKind;
  readonly seq: number;
  readonly until: number;
}

const isFindingKind = (value: unknown): value is AuditFindingKind => typeof value === 'string' && Object.hasOwn(AUDIT_FINDINGS, value);
export const auditFinding = z.strictObject({ kind: z.custom<AuditFindingKind>(isFindingKind), seq: z.int(), until: z.int() });
