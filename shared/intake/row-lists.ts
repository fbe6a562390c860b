import type { Coverage, EmergencyContact } from '../phi/patient.ts';
import type { Found, Note } from './gather.ts';
import { readPhone, subscriberRelationshipOf } from './values.ts';

/** The lists a row can fill; the records give each line its id. */
export interface IntakeLists {
  readonly coverages: readonly Omit<Coverage, 'id'>[];
  readonly emergencyContacts: readonly Omit<EmergencyContact, 'id'>[];
}

/** A coverage needs a payer and a contact a name: numbers alone are noted and stay in the kept row of the file. */
export const collectLists = (found: Found, note: Note): IntakeLists => {
  const coverages = ([1, 2] as const).flatMap((rank) => coverageOf(found, rank, note));
  const contact = contactOf(found, note);
  return { coverages, emergencyContacts: contact === null ? [] : [contact] };
};

const coverageOf = (found: Found, rank: 1 | 2, note: Note): Omit<Coverage, 'id'>[] => {
  const part = (name: 'payer' | 'plan' | 'memberId' | 'groupNumber' | 'subscriberName' | 'relationship') =>
    found.get(`coverage${rank}.${name}`);
  const [payer, plan, memberId, groupNumber, subscriberName] = [
    part('payer'),
    part('plan'),
    part('memberId'),
    part('groupNumber'),
    part('subscriberName'),
  ];
  const holder = payer ?? plan;
  if (holder === undefined) {
    const alone = memberId ?? groupNumber;
    if (alone !== undefined) note('value-not-understood', alone.header);
    return [];
  }
  const said = part('relationship');
  const relationship = said === undefined ? null : subscriberRelationshipOf(said.value);
  if (said !== undefined && relationship === null) note('value-not-understood', said.header);
  return [
    {
      rank,
      payer: holder.value,
      ...(plan === undefined || payer === undefined ? {} : { plan: plan.value }),
      ...(memberId === undefined ? {} : { memberId: memberId.value }),
      ...(groupNumber === undefined ? {} : { groupNumber: groupNumber.value }),
      ...(subscriberName === undefined ? {} : { subscriberName: subscriberName.value }),
      ...(relationship === null ? {} : { relationship }),
    },
  ];
};

const contactOf = (found: Found, note: Note): Omit<EmergencyContact, 'id'> | null => {
  const [name, phone, relationship] = [found.get('emergency1.name'), found.get('emergency1.phone'), found.get('emergency1.relationship')];
  if (name === undefined) {
    if (phone !== undefined) note('value-not-understood', phone.header);
    return null;
  }
  const read = phone === undefined ? null : readPhone(phone.value);
  if (read?.odd === true) note('phone-odd', phone?.header ?? null);
  return {
    name: name.value,
    ...(read === null ? {} : { phone: read.phone }),
    ...(relationship === undefined ? {} : { relationship: relationship.value }),
  };
};
