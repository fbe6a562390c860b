import { newId } from '../../../shared/ids.ts';
import type { PhiName } from '../../../shared/operations/table.ts';
import { PATIENT_FIELD_NAMES } from '../../../shared/phi/patient-fields.ts';
import { PROGRESS } from '../../../shared/phi/visit.ts';
import type { Chance } from '../../random.ts';
import { PRINTER } from '../../support/gate.ts';
import { patientList } from '../../support/patient-list.ts';
import { AMARA, CHECKUP, OTTO } from '../../support/schedule.ts';
import { drawn } from './drawn.ts';

interface Batch {
  readonly batchId: string;
  readonly bytes: Buffer;
  state: string;
  received: number;
}

/** In which state a step of the import has something to do. */
const WANTED: Partial<Record<PhiName, readonly string[]>> = {
  'import.bytes': ['receiving'],
  'import.read': ['reading'],
  'import.sheet': ['mapping', 'checked'],
  'import.map': ['mapping'],
  'import.check': ['mapping', 'checking'],
  'import.verdicts': ['checked', 'done'],
  'import.advance': ['checked', 'importing'],
  'import.undo': ['done', 'undoing'],
  'import.rejects': ['checked', 'done'],
  'import.original': ['checked', 'done'],
  'import.cancel': ['receiving', 'checked', 'importing'],
};

/** What the generator knows of the practice it attacks, kept up by what the practice answers: its patients and their versions, its people, merges, drafts and batches. */
export class Known {
  readonly #versions = new Map<string, number>();
  readonly #merges: { readonly mergeId: string; readonly survivorId: string; readonly mergedId: string }[] = [];
  readonly #drafts: string[] = [];
  #printId: string = newId();
  readonly #visits = new Map<string, { readonly patientId: string; readonly version: number }>();
  readonly #tasks = new Map<string, { readonly patientId: string | null; readonly version: number }>();
  #handOver = 0;
  readonly #waits = new Map<string, { readonly patientId: string; readonly version: number }>();
  readonly #series: (readonly [string, { readonly patientId: string; readonly version: number }])[] = [];
  readonly #blocks = new Map<string, number>();
  readonly #imported: string[] = [];
  readonly #batches: Batch[] = [];
  readonly #users: readonly [string, ...string[]];
  readonly #chance: Chance;
  /** The visit of the newest step, at the version it made. */
  #stepped: { readonly visitId: string; readonly patientId: string; readonly version: number } | null = null;
  /** The chart that was changed last, at the version that made. */
  #updated: { readonly patientId: string; readonly version: number } | null = null;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(users: readonly [string, ...string[]], chance: Chance) {
    this.#users = users;
    this.#chance = chance;
  }

  get patients(): number {
    return this.#versions.size;
  }

  /** An input this operation would take now, or nearly. */
  input(name: PhiName): Record<string, unknown> {
    const patient = this.#patient();
    if (name === 'patient.merge') return this.#merge();
    if (name === 'patient.revert' && this.#updated !== null && this.#chance.happens(0.8)) return { ...this.#updated };
    if (name === 'patient.unmerge') {
      const merge = this.#merges.at(this.#chance.below(Math.max(1, this.#merges.length)));
      if (merge !== undefined && this.#chance.happens(0.9)) return { ...merge };
    }
    if (name === 'print.slip' && this.#visits.size > 0) {
      const [visitId, visit] = [...this.#visits].at(this.#chance.below(this.#visits.size)) ?? [];
      return { visitId, patientId: visit?.patientId, language: this.#chance.pick(['en', 'es']) };
    }
    if (name === 'print.send') return { printId: this.#printId, printer: this.#chance.pick([PRINTER, '; rm -rf ~']), copies: 1 };
    if (name === 'visit.step-back' && this.#stepped !== null && this.#chance.happens(0.8)) return { ...this.#stepped };
    if ((name.startsWith('visit.') || name === 'call.note') && name !== 'visit.book') {
      const [visitId, visit] = [...this.#visits].at(this.#chance.below(Math.max(1, this.#visits.size))) ?? [];
      if (visit !== undefined) {
        const to = { providerId: AMARA.providerId, day: '2031-05-12', start: 470 + 5 * this.#chance.below(120) };
        const how = name === 'visit.cancel' ? { reason: 'patient' } : this.#chance.happens(0.7) ? { anyway: 'both fit' } : {};
        if (name === 'visit.check-in') return { ...visit, visitId, identifiers: ['name', 'birth-date'], verified: [] };
        if (name === 'visit.progress')
          return { ...visit, visitId, to: this.#chance.pick(['confirmed', 'confirmed', 'no-show', ...PROGRESS]) };
        if (name === 'visit.check-in-sheet') return { patientId: visit.patientId, visitId };
        if (name === 'call.note') return { ...visit, visitId, outcome: this.#chance.pick(['confirmed', 'no-answer']) };
        if (name === 'visit.step-back') return { ...visit, visitId };
        if (name === 'visit.edit') return { ...visit, visitId, ...how, visitTypeId: CHECKUP.visitTypeId, minutes: 30, roomId: null };
        return { ...visit, visitId, ...how, ...(name === 'visit.move' ? to : {}) };
      }
    }
    if (name === 'hand-over.write')
      return { version: this.#handOver, handOverText: this.#chance.pick(['', 'García calls back', 'ñ'.repeat(4000)]) };
    const task = this.#task(name);
    if (task !== undefined) return task;
    if (name === 'block.remove' || name === 'block.restore') {
      const [blockId, version] = [...this.#blocks].at(this.#chance.below(Math.max(1, this.#blocks.size))) ?? [newId(), 1];
      return { blockId, version };
    }
    if (name === 'wait.remove' || name === 'wait.restore') {
      const [waitId, wait] = [...this.#waits].at(this.#chance.below(Math.max(1, this.#waits.size))) ?? [];
      if (wait !== undefined) return { ...wait, waitId };
    }
    if (name === 'series.cancel' || name === 'series.move' || name === 'series.edit' || name === 'series.undo') {
      const [visitId, visit] = this.#series.at(this.#chance.below(Math.max(1, this.#series.length))) ?? [];
      const known = this.#visits.get(visitId ?? '') ?? visit;
      if (visitId !== undefined && known !== undefined) {
        const { patientId, version } = known;
        if (name === 'series.undo') return { patientId, visits: [{ visitId, version }] };
        const which = { patientId, visitId, version, scope: 'following' };
        if (name === 'series.cancel') return { ...which, reason: 'patient' };
        if (name === 'series.edit') return { ...which, minutes: this.#chance.pick([5, 15, 30, 60]), roomId: null, anyway: 'both fit' };
        return { ...which, providerId: AMARA.providerId, day: '2031-05-13', start: 470 + 5 * this.#chance.below(100), anyway: 'both fit' };
      }
    }
    const [batch, ...batches] = this.#wanted(name);
    const at = batch === undefined ? undefined : this.#chance.pick([batch, ...batches]);
    if (name === 'import.begin') {
      this.#bytes = patientList(1 + this.#chance.below(12), this.#chance.below(1_000));
      return { fileName: this.#chance.pick(['patients.csv', '../../etc/passwd', '=1+1.csv']), size: this.#bytes.length };
    }
    if (name === 'import.bytes' && at !== undefined) {
      const end = this.#chance.happens(0.2) ? Math.ceil((at.received + at.bytes.length) / 2) : at.bytes.length;
      const base64 = at.bytes.subarray(at.received, end).toString('base64');
      return { batchId: at.batchId, offset: at.received, base64, last: end === at.bytes.length };
    }
    const imported = this.#imported.at(-1 - this.#chance.below(3)) ?? this.#imported.at(-1);
    if (name === 'import.original' && imported !== undefined && this.#chance.happens(0.8)) return { patientId: imported };
    return drawn(name, this.#chance, (field) => {
      if (field === 'patientId' || field === 'subjectId' || field === 'except') return patient;
      if (field === 'survivorId' || field === 'mergedId') return this.#patient();
      if (field === 'version') return this.#chance.happens(0.85) ? (this.#versions.get(patient) ?? 1) : undefined;
      if (field === 'providerId') return this.#chance.happens(0.9) ? AMARA.providerId : OTTO.providerId;
      if (field === 'visitTypeId') return CHECKUP.visitTypeId;
      if (field === 'fromDay' || field === 'toDay') return '2031-05-13';
      if (field === 'roomId') return this.#chance.happens(0.9) ? null : undefined;
      if (field === 'day') return this.#chance.pick(['2031-05-12', '2031-05-13', '2031-05-17']);
      if (field === 'start') return 470 + 5 * this.#chance.below(120);
      if (field === 'end') return 1080;
      if (field === 'days') return ['2031-05-12', '2031-05-13'];
      if (field === 'minutes') return this.#chance.pick([5, 30, 720]);
      if (field === 'after') return null;
      if (field === 'userId') return this.#chance.pick(this.#users);
      if (field === 'batchId') return at?.batchId;
      if (field === 'draftId' && name === 'draft.drop') return this.#drafts.at(this.#chance.below(Math.max(1, this.#drafts.length)));
      if (field === 'query') return this.#chance.pick(['gar', 'g', '', 'garcia 3/4/61', '4477', 'nguyen', 'A-1', '山', '1961']);
      if (field === 'familyName') return this.#chance.pick(['García', 'Garza', 'Nguyễn', 'O’Brien', '山田']);
      if (field === 'beforeSeq' || field === 'from' || field === 'to' || field === 'targets' || field === 'sheet' || field === 'headerRow')
        return undefined;
      if (field === 'row') return 2 + this.#chance.below(3);
      return undefined;
    });
  }

  /** What the practice answered, as far as the next attempts want it. */
  learn(name: PhiName, input: unknown, answer: unknown): void {
    if (typeof answer !== 'object' || answer === null) return;
    const { patientId, version, visitId, taskId, mergeId, batchId, draftId, printId, progress, patients, block, waitId, visits } =
      answer as Record<string, unknown>;
    if (typeof patientId === 'string' && typeof version === 'number' && typeof waitId === 'string')
      this.#waits.set(waitId, { patientId, version });
    if (name.startsWith('series.') && Array.isArray(visits))
      for (const visit of visits) {
        const known = { patientId: String(visit.patientId), version: Number(visit.version) };
        this.#visits.set(String(visit.visitId), known);
        this.#series.push([String(visit.visitId), known]);
      }
    if (typeof block === 'object' && block !== null && 'blockId' in block && 'version' in block)
      this.#blocks.set(String(block.blockId), Number(block.version));
    if (typeof printId === 'string') this.#printId = printId;
    if (name === 'patient.update') this.#updated = { patientId: String(patientId), version: Number(version) };
    if ((name === 'visit.progress' || name === 'visit.check-in') && typeof visitId === 'string')
      this.#stepped = { visitId, patientId: String(patientId), version: Number(version) };
    if (name === 'import.advance' && Array.isArray(patients)) this.#imported.push(...patients.map(({ patientId: id }) => String(id)));
    if (name === 'hand-over.write' && typeof version === 'number') this.#handOver = version;
    if (typeof taskId === 'string' && typeof version === 'number')
      this.#tasks.set(taskId, { patientId: typeof patientId === 'string' ? patientId : null, version });
    else if (typeof patientId === 'string' && typeof version === 'number' && typeof visitId === 'string')
      this.#visits.set(visitId, { patientId, version });
    else if (waitId === undefined && typeof patientId === 'string' && typeof version === 'number') this.#versions.set(patientId, version);
    if (name === 'import.begin' && typeof batchId === 'string')
      this.#batches.push({ batchId, bytes: this.#bytes, state: 'receiving', received: 0 });
    if (name === 'draft.keep' && typeof draftId === 'string') this.#drafts.push(draftId);
    if (name === 'patient.merge' && typeof mergeId === 'string') {
      const { survivorId, mergedId } = input as Record<string, unknown>;
      this.#merges.push({ mergeId, survivorId: String(survivorId), mergedId: String(mergedId) });
    }
    this.#heed(progress ?? answer);
  }

  #heed(said: unknown): void {
    if (typeof said !== 'object' || said === null) return;
    const { batchId, state, done } = said as Record<string, unknown>;
    const batch = this.#batches.find((known) => known.batchId === batchId);
    if (batch === undefined || typeof state !== 'string') return;
    batch.state = state;
    if (state === 'receiving' && typeof done === 'number') batch.received = done;
  }

  #patient(): string {
    const all = [...this.#versions.keys()];
    return all.at(this.#chance.below(Math.max(1, all.length))) ?? newId();
  }

  /** What this operation would take of a task that is there. */
  #task(name: PhiName): Record<string, unknown> | undefined {
    if (!name.startsWith('task.') || name === 'task.list' || name === 'task.of-patient' || name === 'task.create') return undefined;
    const [taskId, task] = [...this.#tasks].at(this.#chance.below(Math.max(1, this.#tasks.size))) ?? [];
    if (task === undefined) return undefined;
    const { patientId, version } = task;
    if (name === 'task.open') return { taskId, patientId };
    if (name === 'task.comment') return { taskId, patientId, words: 'no answer' };
    const person = { whose: 'person', userId: this.#chance.pick(this.#users) };
    const owner: unknown = this.#chance.happens(0.5) ? person : { whose: 'role', role: 'biller' };
    return { taskId, patientId, version, ...(name === 'task.change' ? { changes: { owner, due: null } } : {}) };
  }

  #merge(): Record<string, unknown> {
    const [survivorId, mergedId] = [this.#patient(), this.#patient()];
    const takeFromMerged = PATIENT_FIELD_NAMES.filter(() => this.#chance.happens(0.05));
    const versionOf = (id: string): number => this.#versions.get(id) ?? 1;
    return { survivorId, survivorVersion: versionOf(survivorId), mergedId, mergedVersion: versionOf(mergedId), takeFromMerged };
  }

  #wanted(name: PhiName): readonly Batch[] {
    const states = WANTED[name];
    const fit = this.#batches.filter(({ state }) => states === undefined || states.includes(state));
    return fit.length > 0 && this.#chance.happens(0.9) ? fit : this.#batches;
  }
}
