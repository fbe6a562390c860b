/**
 * Why a row of a spreadsheet is not taken as it stands, or what was mended in it. A closed list: each code has one sentence in English and Spanish, and says
 * what it does to its row.
 *
 * - `rejects`: the row is not imported; it goes into the spreadsheet of rejected rows with this sentence;
 * - `duplicate`: the row is held back as a likely duplicate until a person decides;
 * - `mends`: a value is kept in a corrected form; the row as it stood in the file is kept beside the patient;
 * - `notes`: the row is imported, and this is worth a look.
 */
export const ROW_REASONS = {
  'no-name': { effect: 'rejects', en: 'There is no last name.', es: 'Falta el apellido.' },
  'date-unreadable': { effect: 'rejects', en: 'The date could not be read.', es: 'No se pudo leer la fecha.' },
  'date-impossible': { effect: 'rejects', en: 'The calendar has no such date.', es: 'Esa fecha no existe en el calendario.' },
  'date-ambiguous': {
    effect: 'rejects',
    en: 'It is not clear which number is the month and which the day.',
    es: 'No está claro qué número es el mes y cuál el día.',
  },
  'future-date': { effect: 'rejects', en: 'The date lies in the future.', es: 'La fecha está en el futuro.' },
  'age-over-120': {
    effect: 'rejects',
    en: 'The birth date makes the patient older than 120.',
    es: 'Según la fecha de nacimiento, el paciente tendría más de 120 años.',
  },
  'death-before-birth': {
    effect: 'rejects',
    en: 'The date of death is before the birth date.',
    es: 'La fecha de defunción es anterior a la de nacimiento.',
  },
  'control-character': {
    effect: 'rejects',
    en: 'The cell holds invisible control characters; the file may be damaged.',
    es: 'La celda contiene caracteres de control invisibles; el archivo puede estar dañado.',
  },
  'not-accepted': {
    effect: 'rejects',
    en: 'The value is too long or not of the right kind for this field.',
    es: 'El valor es demasiado largo o no corresponde a este campo.',
  },
  'cell-cut': {
    effect: 'rejects',
    en: 'The cell is longer than a spreadsheet allows and was cut.',
    es: 'La celda es más larga de lo que permite una hoja de cálculo y fue cortada.',
  },
  'quote-stray': {
    effect: 'rejects',
    en: 'A quotation mark stands where none may, so it is not clear where the cells of this row end.',
    es: 'Hay unas comillas fuera de lugar, así que no está claro dónde terminan las celdas de esta fila.',
  },
  'letter-unreadable': {
    effect: 'rejects',
    en: 'The cell holds letters that could not be read; the file is in another encoding or damaged.',
    es: 'La celda contiene letras que no se pudieron leer; el archivo tiene otra codificación o está dañado.',
  },
  'number-of-another-person': {
    effect: 'rejects',
    en: 'A patient here has this number but another name and birth date.',
    es: 'Un paciente de aquí tiene este número, pero otro nombre y otra fecha de nacimiento.',
  },
  'number-twice-in-file': {
    effect: 'rejects',
    en: 'Another row of this file has the same number but another name or birth date.',
    es: 'Otra fila de este archivo tiene el mismo número, pero otro nombre o fecha de nacimiento.',
  },
  'restricted-chart': {
    effect: 'rejects',
    en: 'The row belongs to a restricted chart; it can only be changed by hand, with a reason.',
    es: 'La fila pertenece a un expediente restringido; solo se puede cambiar a mano, con un motivo.',
  },
  'chart-changed': {
    effect: 'rejects',
    en: 'The chart was edited after the check; check the file again.',
    es: 'El expediente se editó después de la revisión; revise el archivo de nuevo.',
  },
  'looks-like-patient': {
    effect: 'duplicate',
    en: 'A patient here is probably the same person.',
    es: 'Un paciente de aquí es probablemente la misma persona.',
  },
  'looks-like-row': {
    effect: 'duplicate',
    en: 'An earlier row of this file is probably the same person.',
    es: 'Una fila anterior de este archivo es probablemente la misma persona.',
  },
  'zip-zero-restored': {
    effect: 'mends',
    en: 'The leading zero of the ZIP code was put back.',
    es: 'Se repuso el cero inicial del código postal.',
  },
  'zip-left-out': {
    effect: 'mends',
    en: 'ZIP 00000 is no ZIP code and was left out.',
    es: '00000 no es un código postal y se dejó fuera.',
  },
  'year-completed': {
    effect: 'mends',
    en: 'The year had two digits; the latest possible century was taken.',
    es: 'El año tenía dos cifras; se tomó el siglo posible más reciente.',
  },
  'date-from-serial': {
    effect: 'mends',
    en: 'The date stood as a spreadsheet serial number.',
    es: 'La fecha estaba como número de serie de hoja de cálculo.',
  },
  'name-split': { effect: 'mends', en: 'The full name was split into its parts.', es: 'El nombre completo se separó en sus partes.' },
  'lines-joined': { effect: 'mends', en: 'Several lines of one cell were joined.', es: 'Se unieron varias líneas de una celda.' },
  'value-not-understood': {
    effect: 'notes',
    en: 'The word is not one of this field’s values, so the field was left empty.',
    es: 'La palabra no es un valor de este campo, que se dejó vacío.',
  },
  'phone-odd': {
    effect: 'notes',
    en: 'This does not look like a telephone number; it is kept as written.',
    es: 'Esto no parece un número de teléfono; se guarda como está escrito.',
  },
  'email-odd': {
    effect: 'notes',
    en: 'This does not look like an e-mail address; it is kept as written.',
    es: 'Esto no parece una dirección de correo; se guarda como está escrito.',
  },
  'formula-value': {
    effect: 'notes',
    en: 'The cell held a formula; its last result was taken as text.',
    es: 'La celda tenía una fórmula; se tomó su último resultado como texto.',
  },
  'formula-uncalculated': {
    effect: 'notes',
    en: 'The cell holds a formula whose result is not in the file, so the field was left empty. Open and save the file in a spreadsheet program.',
    es: 'La celda contiene una fórmula cuyo resultado no está en el archivo; el campo se dejó vacío. Abra y guarde el archivo en un programa de hojas de cálculo.',
  },
  'row-wider': {
    effect: 'notes',
    en: 'The row has more cells than there are headings; a value may stand under the wrong heading.',
    es: 'La fila tiene más celdas que encabezados; algún valor puede estar bajo un encabezado equivocado.',
  },
  'column-left-out': {
    effect: 'notes',
    en: 'Another column was already taken for this field; what stands here was left out.',
    es: 'Otra columna ya se tomó para este campo; lo que hay aquí se dejó fuera.',
  },
  'error-value': {
    effect: 'notes',
    en: 'The cell held a spreadsheet error and was left out.',
    es: 'La celda contenía un error de hoja de cálculo y se dejó fuera.',
  },
  'kept-existing': {
    effect: 'notes',
    en: 'The chart has another value here and keeps it; change it by hand if the file is right.',
    es: 'El expediente tiene otro valor y lo conserva; cámbielo a mano si el archivo es correcto.',
  },
  'number-taken': {
    effect: 'notes',
    en: 'The number belongs to another patient here, so a new one was given.',
    es: 'El número pertenece a otro paciente de aquí, así que se asignó uno nuevo.',
  },
} as const satisfies Record<string, { effect: 'rejects' | 'duplicate' | 'mends' | 'notes'; en: string; es: string }>;

export type RowReasonCode = keyof typeof ROW_REASONS;

export const isRowReason = (code: string): code is RowReasonCode => Object.hasOwn(ROW_REASONS, code);

export interface RowReason {
  readonly code: RowReasonCode;
  /** The heading of the column it is about; null when it is about the row. */
  readonly column: string | null;
}

export const rejects = (reasons: readonly RowReason[]): boolean => reasons.some(({ code }) => ROW_REASONS[code].effect === 'rejects');
