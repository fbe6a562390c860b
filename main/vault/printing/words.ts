/** The words of prints: what every print says, and what each says of its own. */
export const PRINT_WORDS = {
  en: {
    by: (name: string, when: string) => `Printed by ${name}, ${when}`,
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    mark: '[?] stands for letters that could not be printed; they are on the screen.',
    mrn: 'Record no.',
    born: 'Born',
    madeAt: (when: string) => `As it stood on ${when}, kept for outages. Later changes are not on this list.`,
    slip: {
      title: 'Your appointment',
      with: 'With',
      what: 'What for',
      minutes: (count: number) => `${count} minutes`,
      when: 'When',
      call: 'Please call us if you can’t come.',
    },
    day: {
      title: 'Day list',
      all: 'Everybody',
      time: 'Time',
      patient: 'Patient',
      visit: 'Visit',
      note: 'Note',
      minutes: (count: number) => `${count} min`,
      none: 'No visits.',
      restricted: 'Restricted chart',
    },
  },
  es: {
    by: (name: string, when: string) => `Impreso por ${name}, ${when}`,
    page: (page: number, of: number) => `Página ${page} de ${of}`,
    mark: '[?] está en lugar de letras que no se pudieron imprimir; se ven en la pantalla.',
    mrn: 'Expediente n.º',
    born: 'Nacimiento',
    madeAt: (when: string) => `Según la agenda del ${when}, guardada para contingencias. Los cambios posteriores no están en esta lista.`,
    slip: {
      title: 'Su cita',
      with: 'Con',
      what: 'Motivo',
      minutes: (count: number) => `${count} minutos`,
      when: 'Cuándo',
      call: 'Llámenos si no puede venir, por favor.',
    },
    day: {
      title: 'Lista del día',
      all: 'Todos',
      time: 'Hora',
      patient: 'Paciente',
      visit: 'Visita',
      note: 'Nota',
      minutes: (count: number) => `${count} min`,
      none: 'No hay visitas.',
      restricted: 'Expediente restringido',
    },
  },
} as const;

export type PrintLanguage = keyof typeof PRINT_WORDS;
