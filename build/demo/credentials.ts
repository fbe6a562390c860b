import { codeNow } from './founding.ts';
import type { DemoPerson } from './staff.ts';

const STEP_SECONDS = 30;

/** Seconds for which the present codes hold. */
export const secondsLeft = (now: number): number => STEP_SECONDS - (Math.floor(now / 1000) % STEP_SECONDS);

const columns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length))) ?? [];
  const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - [...text].length));
  return rows.map((row) => `  ${row.map((cell, column) => padded(cell, widths[column] ?? 0)).join('   ')}`.trimEnd());
};

/** The demo users with their passwords and present codes, as lines for the terminal. */
export const credentialLines = async (people: readonly DemoPerson[], now: number): Promise<string[]> => {
  const codes = await Promise.all(people.map(({ secret }) => codeNow(secret)));
  const rows = people.map(({ name, role, password }, index) => [
    name,
    role,
    password,
    `${codes[index]?.slice(0, 3)} ${codes[index]?.slice(3)}`,
  ]);
  return [...columns([['Name', 'Role', 'Password', 'Code'], ...rows]), `  These codes hold for ${secondsLeft(now)} s and count once each.`];
};
