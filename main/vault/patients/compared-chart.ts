import * as z from 'zod';
import { restriction } from '../../../shared/phi/patient.ts';

/** What people are compared by, as columns of `patient`; restricted charts are compared too, and shown with less. */
export const comparedColumns = z.object({
  patient_id: z.string(),
  familyName: z.string(),
  givenName: z.string().nullable(),
  middleName: z.string().nullable(),
  preferredName: z.string().nullable(),
  formerName: z.string().nullable(),
  birthDate: z.string().nullable(),
  sex: z.enum(['female', 'male', 'other', 'unknown']).nullable(),
  mobilePhone: z.string().nullable(),
  homePhone: z.string().nullable(),
  workPhone: z.string().nullable(),
  email: z.string().nullable(),
  addressLine1: z.string().nullable(),
  zip: z.string().nullable(),
  ssn: z.string().nullable(),
  restricted: restriction.nullable(),
});
