/** The parts of a name, as a search hit, a chart or a form has them. */
export interface NameParts {
  readonly familyName?: string | undefined;
  readonly givenName?: string | undefined;
  readonly middleName?: string | undefined;
  readonly suffix?: string | undefined;
  readonly preferredName?: string | undefined;
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(' ');

/** "Last, First Middle (preferred)": García López, María Fernanda (Mafer); Smith Jr., John. */
export const sayName = ({ familyName, givenName, middleName, suffix, preferredName }: NameParts): string => {
  const last = joined(familyName, suffix);
  const first = joined(givenName, middleName);
  const name = last === '' || first === '' ? joined(last, first) : `${last}, ${first}`;
  return preferredName === undefined || preferredName === '' || preferredName === givenName ? name : `${name} (${preferredName})`;
};

/** The same where strangers look on: "García López, M.". */
export const sayShortName = ({ familyName, givenName, suffix }: NameParts): string => {
  const last = joined(familyName, suffix);
  const [initial = ''] = givenName ?? '';
  return last === '' || initial === '' ? joined(last, initial === '' ? '' : `${initial}.`) : `${last}, ${initial}.`;
};
