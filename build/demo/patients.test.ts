import { describe, expect, it } from 'vitest';
import { dateProblems } from '../../main/vault/patients/hygiene.ts';
import { ROLES } from '../../shared/permissions.ts';
import { chartLists } from '../../shared/phi/patient.ts';
import { patientDetails } from '../../shared/phi/patient-fields.ts';
import { townspeople } from './patients.ts';
import { equip, JOBS } from './staff.ts';

const TODAY = '2031-01-02';
const town = townspeople(500, TODAY);

describe('the people of the demonstration', () => {
  it('are the same on every run, whatever is drawn', () => {
    const details = (people: typeof town) => people.map((patient) => patient.details);
    expect(details(townspeople(500, TODAY))).toEqual(details(town));
  });

  it('could all be typed into the form', () => {
    for (const { details, lists, twin } of town) {
      expect(patientDetails.safeParse(details).success, details.familyName).toBe(true);
      expect(chartLists.safeParse(lists).success, details.familyName).toBe(true);
      expect(dateProblems(details, TODAY), details.familyName).toEqual([]);
      if (twin !== null) expect(patientDetails.safeParse(twin).success).toBe(true);
    }
  });

  it('can be nobody: phones kept for invented people, numbers never issued, mail that goes nowhere', () => {
    for (const { details } of town) {
      for (const phone of [details.mobilePhone, details.homePhone]) if (phone !== undefined) expect(phone).toMatch(/555-01\d\d$/);
      if (details.ssn !== undefined) expect(details.ssn).toMatch(/^9/);
      if (details.email !== undefined) expect(details.email).toMatch(/@example\.com$/);
    }
  });

  it('hold what a screen must cope with', () => {
    const names = town.map(({ details }) => `${details.familyName} ${details.givenName ?? ''}`);
    expect(names.some((name) => name.length > 60)).toBe(true);
    for (const kind of [/'/, /-/, /[^\p{Script=Latin}\s'.-]|[áéíóúñ]/u, / de la |^de la /])
      expect(names.some((name) => kind.test(name))).toBe(true);
    expect(new Set(names).size).toBeLessThan(names.length);
    expect(town.some(({ details }) => details.givenName === undefined)).toBe(true);
    for (const special of [
      town.filter(({ restriction }) => restriction !== null),
      town.filter(({ archived }) => archived),
      town.filter(({ twin }) => twin !== null),
      town.filter(({ details }) => details.deathDate !== undefined),
      town.filter(({ correction }) => correction !== null),
      town.filter(({ lists }) => lists.alerts.length > 0),
      town.filter(({ lists }) => lists.coverages.length > 1),
    ]) {
      expect(special.length).toBeGreaterThan(4);
    }
  });
});

describe('the staff of the demonstration', () => {
  it('has every role, and two at the front desk', () => {
    const roles = JOBS.map(({ role }) => role);
    expect(new Set(roles)).toEqual(new Set(ROLES));
    expect(roles.filter((role) => role === 'front-desk')).toHaveLength(2);
  });

  it('gets other secrets each time', async () => {
    const [job] = JOBS;
    if (job === undefined) throw new Error('nobody works here');
    const [one, other] = [await equip(job), await equip(job)];
    expect(one.person.password).not.toBe(other.person.password);
    expect(one.person.secret).not.toBe(other.person.secret);
  });
});
