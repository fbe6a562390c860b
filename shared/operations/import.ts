import * as z from 'zod';
import { found, named, phi, unfiled } from '../contract.ts';
import { phiModel } from '../phi/mark.ts';
import { instant, patientId } from '../phi/patient.ts';

const batchId = z.uuid();
const batch = z.strictObject({ batchId });

/** What a column can become: a field of the patient, a piece of a list, two ways to split a name, or nothing. */
export const importTarget = z.string().max(60);

const column = z.strictObject({
  index: z.int().nonnegative(),
  header: z.string().max(300),
  target: importTarget.nullable(),
  /** Why this target was proposed: its header, its content, a person's choice, or such a choice in an earlier list with the same headings. */
  because: z.enum(['header', 'content', 'person', 'remembered', 'none']),
  /** Holds what this role does not see: no samples, no preview, and nothing else may be made of it. */
  hidden: z.boolean(),
  samples: z.array(z.string().max(200)).max(5),
});

export const dateOrder = z.enum(['ymd', 'mdy', 'dmy']);

const sheet = phiModel(
  z.strictObject({
    batchId,
    sheets: z.array(z.string().max(200)).max(100),
    sheet: z.string().max(200),
    encoding: z.string().max(40).nullable(),
    delimiter: z.string().max(4).nullable(),
    rows: z.int().nonnegative(),
    headerRow: z.int().nonnegative(),
    columns: z.array(column).max(1000),
    preview: z.array(z.array(z.string().max(200)).max(60)).max(20),
    /** Null while the order of day and month must be asked. */
    dateOrder: dateOrder.nullable(),
    dateExamples: z.array(z.string().max(40)).max(5),
    namesLookSwapped: z.boolean(),
    /** First and last names are exchanged on import, because a person said so. */
    swapNames: z.boolean(),
    formulaCells: z.int().nonnegative(),
  }),
);
export type ImportSheet = z.infer<typeof sheet>;

const progress = phiModel(
  z.strictObject({
    batchId,
    state: z.enum([
      'receiving',
      'reading',
      'mapping',
      'checking',
      'checked',
      'importing',
      'done',
      'cancelled',
      'undoing',
      'undone',
      'failed',
    ]),
    /** Why the file could not be read: a code of shared/failure.ts. */
    failure: z.string().max(40).nullable(),
    /** Of the step that is under way: bytes received, rows read, checked or imported. */
    done: z.int().nonnegative(),
    total: z.int().nonnegative(),
    created: z.int().nonnegative(),
    updated: z.int().nonnegative(),
    duplicates: z.int().nonnegative(),
    rejected: z.int().nonnegative(),
    /** Patients that an undo left because they were edited since. */
    kept: z.int().nonnegative(),
    undoUntil: instant.nullable(),
  }),
);
export type ImportProgress = z.infer<typeof progress>;

const rowVerdict = phiModel(
  z.strictObject({
    row: z.int().positive(),
    verdict: z.enum(['new', 'update', 'duplicate', 'rejected']),
    reasons: z.array(z.strictObject({ code: z.string().max(60), column: z.string().max(300).nullable() })).max(20),
    name: z.string().max(300),
    birthDate: z.string().max(20).nullable(),
    patientId: z.uuid().nullable(),
  }),
);
export type ImportRowVerdict = z.infer<typeof rowVerdict>;

/**
 * A spreadsheet on its way into the records: bytes in, read by the document worker, mapped by a person, tried dry, imported in chunks, undoable for 24 h.
 * Each step survives a kill: what was received stands in the records store, and the next call goes on from there.
 */
export const imports = {
  'import.begin': phi({
    input: z.strictObject({ fileName: z.string().max(255), size: z.int().positive().max(100_000_000) }),
    output: phiModel(batch),
    permission: 'import.run',
    action: 'import.start',
    effect: 'change',
    subject: unfiled,
  }),
  /** One piece of the file, base64, at most 512 KiB of bytes; `last` starts the reading. */
  'import.bytes': phi({
    input: z.strictObject({ batchId, offset: z.int().nonnegative(), base64: z.base64().max(700_000), last: z.boolean() }),
    output: progress,
    permission: 'import.run',
    action: 'import.receive',
    effect: 'change',
    subject: unfiled,
  }),
  /** Takes in what the document worker has read since; call until the state is no longer `reading`. */
  'import.read': phi({
    input: batch,
    output: progress,
    permission: 'import.run',
    action: 'import.receive',
    effect: 'change',
    subject: unfiled,
  }),
  'import.progress': phi({
    input: batch,
    output: progress,
    permission: 'import.run',
    action: 'import.preview',
    effect: 'read',
    subject: unfiled,
  }),
  'import.sheet': phi({
    input: batch,
    output: sheet,
    permission: 'import.run',
    action: 'import.preview',
    effect: 'read',
    subject: unfiled,
  }),
  /** A person's corrections: which sheet, which header row, what each column is, the order of dates, swapped names. */
  'import.map': phi({
    input: z.strictObject({
      batchId,
      sheet: z.string().max(200).optional(),
      headerRow: z.int().nonnegative().optional(),
      targets: z
        .array(z.strictObject({ index: z.int().nonnegative(), target: importTarget.nullable() }))
        .max(1000)
        .optional(),
      dateOrder: dateOrder.optional(),
      swapNames: z.boolean().optional(),
      /** Forgets what was said of lists with these headings, and proposes anew. */
      forget: z.literal(true).optional(),
    }),
    output: sheet,
    permission: 'import.run',
    action: 'import.map',
    effect: 'change',
    subject: unfiled,
  }),
  /** The next piece of the dry run; call until `checked`. */
  'import.check': phi({
    input: batch,
    output: progress,
    permission: 'import.run',
    action: 'import.check',
    effect: 'change',
    subject: unfiled,
  }),
  'import.verdicts': phi({
    input: z.strictObject({
      batchId,
      verdict: z.enum(['new', 'update', 'duplicate', 'rejected']).optional(),
      afterRow: z.int().nonnegative().default(0),
    }),
    output: z.strictObject({ rows: z.array(rowVerdict).max(50), more: z.boolean() }),
    permission: 'import.run',
    action: 'import.preview',
    effect: 'read',
    subject: found,
  }),
  /**
   * The next chunk of the import proper; call until `done`. Each chunk is one transaction, and all its patients stand in its audit entry. What the first call says of
   * rows that resemble a patient holds for the whole batch, whoever goes on with it.
   */
  'import.advance': phi({
    input: z.strictObject({ batchId, duplicates: z.enum(['skip', 'create']).optional() }),
    output: z.strictObject({ progress, patients: z.array(phiModel(z.strictObject({ patientId: z.uuid() }))).max(1000) }),
    permission: 'import.run',
    action: 'import.rows',
    effect: 'change',
    subject: found,
  }),
  'import.cancel': phi({
    input: batch,
    output: progress,
    permission: 'import.run',
    action: 'import.cancel',
    effect: 'change',
    subject: unfiled,
  }),
  /** Takes back the next chunk of a batch, within 24 h; patients edited since stay and are counted. */
  'import.undo': phi({
    input: batch,
    output: z.strictObject({
      progress,
      patients: z.array(phiModel(z.strictObject({ patientId: z.uuid() }))).max(1000),
    }),
    permission: 'import.run',
    action: 'import.undo',
    effect: 'change',
    subject: found,
  }),
  /**
   * Makes the next piece of a spreadsheet (XLSX) of the rows that were not imported (rejected, or held back as duplicates), with their reasons, every formula-like cell neutralised;
   * call with the `fileId` it answers until `ready`. It stays in the vault: `file.save` takes it out.
   */
  'import.rejects': phi({
    input: z.strictObject({ batchId, language: z.enum(['en', 'es']).default('en'), fileId: z.uuid().optional() }),
    output: phiModel(z.strictObject({ fileId: z.uuid(), done: z.int().nonnegative(), total: z.int().nonnegative(), ready: z.boolean() })),
    permission: 'import.run',
    action: 'import.rejects',
    effect: 'read',
    subject: unfiled,
  }),
  /** The row as it stood in the file, of a patient made from it, without the columns hidden from the role. `not-found` for one who came from no file. */
  'import.original': phi({
    input: z.strictObject({ patientId }),
    output: phiModel(
      z.strictObject({ patientId, row: z.int(), cells: z.array(z.strictObject({ header: z.string(), value: z.string() })).max(1000) }),
    ),
    permission: 'import.run',
    action: 'import.read-original',
    effect: 'read',
    subject: named('patientId'),
  }),
  'import.batches': phi({
    input: z.strictObject({}),
    output: z.strictObject({
      batches: z.array(phiModel(z.strictObject({ batchId, fileName: z.string(), startedAt: instant, by: z.string(), progress }))).max(50),
    }),
    permission: 'import.run',
    action: 'import.preview',
    effect: 'read',
    subject: unfiled,
  }),
};
