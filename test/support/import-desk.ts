import { MessageChannel } from 'node:worker_threads';
import type { ChangeHandlers, ReadHandlers } from '../../main/gate/handlers.ts';
import { importChanges, importReads } from '../../main/vault/import/handlers.ts';
import type { DocumentWorker } from '../../main/vault/import/reading-room.ts';
import { OutTray } from '../../main/vault/out-tray.ts';
import { documentDesk } from '../../renderer/documents/desk.ts';
import type { FromWorker } from '../../shared/intake/document.ts';
import type { ImportProgress } from '../../shared/operations/import.ts';
import type { Input, Result } from '../../shared/operations/table.ts';
import type { TestRecords } from './access.ts';

type Changes = Pick<
  ChangeHandlers,
  'import.begin' | 'import.bytes' | 'import.read' | 'import.map' | 'import.check' | 'import.advance' | 'import.cancel' | 'import.undo'
>;
type Reads = Pick<
  ReadHandlers,
  'import.progress' | 'import.sheet' | 'import.verdicts' | 'import.rejects' | 'import.original' | 'import.batches'
>;
type Progress = Omit<ImportProgress, symbol>;

/** A document worker on the other side of a real message channel, in this process. */
export const honestWorker = (): Promise<DocumentWorker> => workerOf((say) => documentDesk(say));

/** A worker that says what it likes: `answer` makes its ear. */
export const workerOf = (answer: (say: (word: FromWorker) => void) => (heard: unknown) => void): Promise<DocumentWorker> => {
  const { port1, port2 } = new MessageChannel();
  const hear = answer((word) => port2.postMessage(word));
  port2.on('message', hear);
  return Promise.resolve({
    port: {
      postMessage: (message) => port1.postMessage(message),
      on: (event: 'message' | 'close', listener: (message: { readonly data: unknown }) => void) =>
        event === 'message' ? port1.on('message', (data) => listener({ data })) : port1.on('close', () => listener({ data: null })),
      start: () => port1.start(),
    },
    drop: () => {
      port1.close();
      port2.close();
    },
  });
};

/** The import as a page drives it, on a real store, without Electron. */
export class ImportDesk {
  readonly records: Pick<TestRecords, 'read' | 'change'>;
  readonly changes: Changes;
  readonly tray = new OutTray();
  readonly reads: Reads = importReads(this.tray);
  batchId = '';
  /** What day it is, where a test needs another than the store's. */
  today: string | undefined;

  constructor(records: Pick<TestRecords, 'read' | 'change'>, worker: () => Promise<DocumentWorker> = honestWorker) {
    this.records = records;
    this.changes = importChanges(worker);
  }

  send(bytes: Uint8Array, fileName = 'patients.csv', piece = 200_000): Progress {
    this.batchId = this.records.change((access) => this.changes['import.begin'](access, { fileName, size: bytes.length })).batchId;
    let progress: Progress | undefined;
    for (let offset = 0; offset < bytes.length; offset += piece) {
      const part = bytes.subarray(offset, offset + piece);
      const last = offset + part.length === bytes.length;
      const base64 = Buffer.from(part).toString('base64');
      progress = this.records.change((access) => this.changes['import.bytes'](access, { batchId: this.batchId, offset, base64, last }));
    }
    if (progress === undefined) throw new Error('nothing to send');
    return progress;
  }

  /** Polls until the file is read or refused. */
  async read(): Promise<Progress> {
    for (;;) {
      const progress = this.records.change((access) => this.changes['import.read'](access, { batchId: this.batchId }));
      if (progress.state !== 'reading') return progress;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  sheet(): Result<'import.sheet'> {
    return this.records.read((access) => this.reads['import.sheet'](access, { batchId: this.batchId }));
  }

  map(corrections: Omit<Input<'import.map'>, 'batchId'>): Result<'import.sheet'> {
    return this.records.change((access) => this.changes['import.map'](access, { batchId: this.batchId, ...corrections }));
  }

  /** Until it is checked, or back at the columns where that is expected. */
  check(until: 'checked' | 'mapping' = 'checked'): Progress {
    for (;;) {
      const progress = this.records.change((access) => this.changes['import.check'](access, { batchId: this.batchId }), this.#day());
      if (progress.state === until) return progress;
      if (progress.state !== 'checking') throw new Error(`the check ended as ${progress.state}`);
    }
  }

  /** One chunk; without a choice, as somebody who takes up what another began. */
  step(duplicates?: 'skip' | 'create'): Result<'import.advance'> {
    return this.records.change(
      (access) => this.changes['import.advance'](access, { batchId: this.batchId, ...(duplicates === undefined ? {} : { duplicates }) }),
      this.#day(),
    );
  }

  advance(duplicates?: 'skip' | 'create'): { readonly progress: Progress; readonly patients: readonly string[] } {
    const patients: string[] = [];
    for (;;) {
      const done = this.step(duplicates);
      patients.push(...done.patients.map(({ patientId }) => patientId));
      if (done.progress.state === 'done') return { progress: done.progress, patients };
    }
  }

  undo(): Result<'import.undo'> {
    for (;;) {
      const done = this.records.change((access) => this.changes['import.undo'](access, { batchId: this.batchId }));
      if (done.progress.state === 'undone') return done;
    }
  }

  verdicts(verdict?: 'new' | 'update' | 'duplicate' | 'rejected'): Result<'import.verdicts'>['rows'] {
    const rows: Result<'import.verdicts'>['rows'] = [];
    for (;;) {
      const afterRow = rows.at(-1)?.row ?? 0;
      const page = this.records.read((access) =>
        this.reads['import.verdicts'](access, { batchId: this.batchId, afterRow, ...(verdict === undefined ? {} : { verdict }) }),
      );
      rows.push(...page.rows);
      if (!page.more) return rows;
    }
  }

  /** The rows left out, as the file a person would take out. */
  rejects(language: 'en' | 'es' = 'en'): { readonly name: string; readonly rows: number; readonly bytes: Uint8Array } {
    const { batchId } = this;
    let made = this.records.read((access) => this.reads['import.rejects'](access, { batchId, language }));
    while (!made.ready) {
      const { fileId } = made;
      made = this.records.read((access) => this.reads['import.rejects'](access, { batchId, language, fileId }));
    }
    const { name, rows, pieces } = this.tray.look(made.fileId);
    return { name, rows, bytes: Buffer.concat(pieces) };
  }

  #day(): { today?: string } {
    return this.today === undefined ? {} : { today: this.today };
  }

  cancel(): Progress {
    return this.records.change((access) => this.changes['import.cancel'](access, { batchId: this.batchId }));
  }

  /** From bytes to a finished check. */
  async prepare(bytes: Uint8Array, fileName?: string): Promise<Progress> {
    this.send(bytes, fileName);
    await this.read();
    return this.check();
  }
}
