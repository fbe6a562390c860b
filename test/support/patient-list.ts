import { type MadePatient, population } from './population.ts';

const HEADINGS = 'Chart Number,Last Name,First Name,Middle,Date of Birth,Sex,Cell Phone,Home Phone,Email,Address,City,State,Zip';

const american = (date: string | null): string => (date === null ? '' : `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`);
const quoted = (text: string | null): string => (text === null ? '' : /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const lineOf = (p: MadePatient): string =>
  [
    `L-${p.id}`,
    p.familyName,
    p.givenName,
    p.middleName,
    american(p.birthDate),
    p.sex,
    p.mobilePhone,
    p.homePhone,
    p.email,
    p.addressLine1,
    p.city,
    p.state,
    p.zip,
  ]
    .map(quoted)
    .join(',');

/** A patient list as another system exports it, of invented people. */
export const patientList = (count: number, seed = 7, firstId = 1): Buffer =>
  Buffer.from([HEADINGS, ...Array.from(population(count, seed, firstId), lineOf), ''].join('\r\n'), 'utf8');
