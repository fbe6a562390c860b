import { NO_LIMITS } from '../../../main/gate/pace.ts';
import type { Lobby } from '../../../main/vault/lobby.ts';
import { OpenSession } from '../../../main/vault/session.ts';
import type { Entrant } from '../../../main/vault/sign-in.ts';
import type { Answer } from '../../../shared/contract.ts';
import type { ScheduleSetup } from '../../../shared/operations/schedule.ts';
import type { Asked, DoorName, Value } from '../../../shared/operations/table.ts';
import type { Role } from '../../../shared/permissions.ts';
import { patientList } from '../../support/patient-list.ts';
import { SETUP } from '../../support/schedule.ts';
import { StandInMain, TurnedClock } from './stand-in-main.ts';

export const OWNER = { ownerName: 'Amara Whitfield', signInName: 'amara', password: 'copper lantern walks at dusk 41' };

/** Some people of it can't be imported: a birth date that was never. */
const LIST = Buffer.from(`${patientList(12).toString('utf8')}X-1,Okafor,Ada,,13/45/1990,female,,,,,,,\r\n`, 'utf8');
type ImportName = 'import.begin' | 'import.bytes' | 'import.read' | 'import.check' | 'import.rejects';

const wanted = <T>(answer: Answer<unknown>): T => {
  if (!answer.ok) throw new Error(`refused: ${answer.code}`);
  // The door has parsed the answer by the operation's own output.
  return answer.value as T;
};

/** A practice founded by the vault's own doors, with no window: its owner's secrets, its recovery kit, and a way to sit down in it. */
export class Practice {
  /** The schedule's set-up as it was last answered. */
  schedule: ScheduleSetup = SETUP;
  /** The file that waits in the vault of whoever sits here now. */
  fileId: string | null = null;
  readonly main = new StandInMain();
  readonly clock = new TurnedClock();
  readonly shares: string[] = [];
  secret = '';
  password = OWNER.password;
  #entered: Entrant[] = [];

  /** Somebody was let in since this was asked last. */
  takeEntrant(): Entrant | undefined {
    return this.#entered.pop();
  }

  lobby(): Lobby {
    return this.main.lobby((entrant) => this.#entered.push(entrant));
  }

  async ask<K extends DoorName>(lobby: Lobby, name: K, input: Asked<K>): Promise<Value<K>> {
    return wanted(await lobby.answer({ id: 0, name, input }));
  }

  async found(): Promise<void> {
    if ((await this.main.workstation.look()) !== 'nothing') throw new Error('there is a practice here already');
    const lobby = this.lobby();
    const about = { practice: 'Juniper Family Clinic', workstation: 'Front desk 1', solo: false, ...OWNER };
    const { enrolment } = await this.ask(lobby, 'door.set-up', about);
    this.secret = enrolment.secret;
    const kit = await this.ask(lobby, 'door.set-up-code', { code: await this.clock.freshCode(this.secret) });
    this.shares.push(...kit.shares.map(({ words }) => words));
    await this.ask(lobby, 'door.set-up-finish', { shares: this.shares.slice(0, kit.needed) });
    this.takeEntrant()?.ledger.store.close();
  }

  /** The owner sits down, in this role. */
  async sit(role: Role): Promise<{ readonly session: OpenSession; readonly entrant: Entrant; readonly leave: () => void }> {
    const code = await this.clock.freshCode(this.secret);
    await this.ask(this.lobby(), 'door.sign-in', { signInName: OWNER.signInName, password: this.password, code });
    const entrant = this.takeEntrant();
    if (entrant === undefined) throw new Error('nobody was let in');
    const session = new OpenSession({ ...entrant, person: { ...entrant.person, role } }, this.main.line(), NO_LIMITS);
    session.setDeadline({ wall: Number.MAX_SAFE_INTEGER, boot: Number.MAX_SAFE_INTEGER });
    return {
      session,
      entrant,
      leave: () => {
        session.end();
        entrant.ledger.store.close();
      },
    };
  }

  /** Imports a list as far as its check and has the vault make the file of the rows left out; the id it is taken out by. */
  async makeFile(session: OpenSession): Promise<string> {
    const ask = async <K extends ImportName>(name: K, input: Asked<K>): Promise<Value<K>> =>
      wanted(await session.answer({ id: 0, name, input }));
    const { batchId } = await ask('import.begin', { fileName: 'patients.csv', size: LIST.length });
    await ask('import.bytes', { batchId, offset: 0, base64: LIST.toString('base64'), last: true });
    while ((await ask('import.read', { batchId })).state === 'reading') await new Promise((resolve) => setTimeout(resolve, 1));
    while ((await ask('import.check', { batchId })).state !== 'checked');
    let made = await ask('import.rejects', { batchId });
    while (!made.ready) made = await ask('import.rejects', { batchId, fileId: made.fileId });
    return made.fileId;
  }

  async close(): Promise<void> {
    this.clock[Symbol.dispose]();
    await this.main.close();
  }
}
