import type { PatientDetails } from '../../shared/phi/patient-fields.ts';

type Address = Partial<Pick<PatientDetails, 'addressLine1' | 'addressLine2' | 'city' | 'state' | 'zip' | 'country'>>;

const isSaid = (part: string | undefined): part is string => part !== undefined && part !== '';

/** An address line by line as an envelope has it, other than a form asks for it: street, unit, "Larkmead, NV 88991", country. */
export const addressLines = ({ addressLine1, addressLine2, city, state, zip, country }: Address): readonly string[] => {
  const region = [state, zip].filter(isSaid).join(' ');
  return [addressLine1, addressLine2, [city, region].filter(isSaid).join(', '), country].filter(isSaid);
};
