import { COMMAND_IDS, COMMANDS, type CommandId, mayCommand } from '../../shared/commands.ts';
import type { PatientHit } from '../../shared/phi/patient.ts';
import { language } from '../i18n/i18n.ts';
import { useSession } from '../workspace/session.tsx';
import { useTypedAnswer } from '../workspace/use-typed-answer.ts';
import { useAnswered } from './handlers.ts';

/** One letter finds everybody and helps nobody. */
const ENOUGH = 2;
const MOST_HITS = 8;

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export interface Found {
  readonly hits: readonly PatientHit[];
  readonly more: boolean;
  readonly forgivingTypos: boolean;
  readonly commands: readonly CommandId[];
  /** The hits belong to what stands in the box right now; only then may Enter open one. */
  readonly fresh: boolean;
  /** Asked, answered, and nobody was found. */
  readonly inVain: boolean;
}

/** Whether each typed word begins a word of the label, in any order. */
const isMeant = (label: string, wanted: string): boolean => {
  const words = folded(label).split(/\s+/);
  return wanted.split(/\s+/).every((typed) => words.some((word) => word.startsWith(typed)));
};

/** What the search box answers: patients first, then the commands that are meant by what was typed. */
export function useFound(typed: string): Found {
  const { status, may } = useSession();
  const query = typed.trim();
  const asks = may('patient.find') && query.length >= ENOUGH;
  const patients = useTypedAnswer('patient.search', asks ? { query, limit: MOST_HITS } : null);
  const answered = useAnswered();
  const wanted = folded(query);
  const commands = COMMAND_IDS.filter(
    (id) =>
      wanted !== '' &&
      id !== 'search.focus' &&
      answered.has(id) &&
      mayCommand(status.role, id) &&
      isMeant(COMMANDS[id][language()], wanted),
  );
  const { fresh } = patients;
  const hits = query.length >= ENOUGH ? (patients.value?.hits ?? []) : [];
  return {
    hits,
    commands,
    fresh,
    more: patients.value?.more === true,
    forgivingTypos: patients.value?.forgivingTypos === true,
    inVain: asks && fresh && patients.value !== null && hits.length === 0,
  };
}
