/** What stands on a face sheet, in its order; each is printed where it is known and the role may see it. */
export const FACE_SHEET = {
  who: ['birthDate', 'sex', 'pronouns', 'formerName', 'language', 'interpreter'],
  reach: ['mobilePhone', 'homePhone', 'workPhone', 'email'],
  work: ['employer'],
  pays: ['guarantorName', 'guarantorRelationship', 'guarantorPhone'],
} as const;

type FaceField = (typeof FACE_SHEET)[keyof typeof FACE_SHEET][number];

interface FaceWords {
  readonly title: string;
  readonly groups: {
    readonly who: string;
    readonly reach: string;
    readonly alerts: string;
    readonly emergency: string;
    readonly coverage: string;
    readonly pays: string;
  };
  readonly fields: Readonly<Record<FaceField, string>>;
  readonly address: string;
  readonly values: Readonly<Record<string, string>>;
  readonly rank: (rank: number) => string;
  readonly member: string;
  readonly group: string;
  readonly subscriber: string;
  readonly alert: string;
  readonly restricted: string;
}

export const FACE_SHEET_WORDS: Readonly<Record<'en' | 'es', FaceWords>> = {
  en: {
    title: 'Face sheet',
    groups: {
      who: 'Patient',
      reach: 'How to reach',
      alerts: 'Alerts',
      emergency: 'In an emergency',
      coverage: 'Coverage',
      pays: 'Who pays',
    },
    fields: {
      birthDate: 'Born',
      sex: 'Sex',
      pronouns: 'Pronouns',
      formerName: 'Former name',
      language: 'Language',
      interpreter: 'Interpreter',
      mobilePhone: 'Mobile phone',
      homePhone: 'Home phone',
      workPhone: 'Work phone',
      email: 'E-mail',
      employer: 'Employer',
      guarantorName: 'Guarantor',
      guarantorRelationship: 'Relationship',
      guarantorPhone: 'Guarantor’s phone',
    },
    address: 'Address',
    values: { female: 'Female', male: 'Male', other: 'Other', unknown: 'Unknown', needed: 'Needed', 'not-needed': 'Not needed' },
    rank: (rank) => `Coverage ${rank}`,
    member: 'Member id',
    group: 'Group',
    subscriber: 'Subscriber',
    alert: 'Alert',
    restricted: 'This chart is restricted.',
  },
  es: {
    title: 'Hoja de datos',
    groups: {
      who: 'Paciente',
      reach: 'Cómo comunicarse',
      alerts: 'Alertas',
      emergency: 'En una emergencia',
      coverage: 'Cobertura',
      pays: 'Quién paga',
    },
    fields: {
      birthDate: 'Nacimiento',
      sex: 'Sexo',
      pronouns: 'Pronombres',
      formerName: 'Nombre anterior',
      language: 'Idioma',
      interpreter: 'Intérprete',
      mobilePhone: 'Teléfono móvil',
      homePhone: 'Teléfono de casa',
      workPhone: 'Teléfono del trabajo',
      email: 'Correo electrónico',
      employer: 'Empleador',
      guarantorName: 'Responsable del pago',
      guarantorRelationship: 'Parentesco',
      guarantorPhone: 'Teléfono del responsable',
    },
    address: 'Domicilio',
    values: {
      female: 'Femenino',
      male: 'Masculino',
      other: 'Otro',
      unknown: 'Desconocido',
      needed: 'Necesario',
      'not-needed': 'No es necesario',
    },
    rank: (rank) => `Cobertura ${rank}`,
    member: 'N.º de afiliado',
    group: 'Grupo',
    subscriber: 'Titular',
    alert: 'Alerta',
    restricted: 'Este expediente es restringido.',
  },
};
