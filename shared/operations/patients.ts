import * as z from 'zod';
import { found, named, phi } from '../contract.ts';
import { phiModel } from '../phi/mark.ts';
import {
  chartLists,
  chartLook,
  duplicateCandidate,
  instant,
  patientChange,
  patientChart,
  patientHit,
  patientId,
  restriction,
} from '../phi/patient.ts';
import { patientChanges, patientDetails } from '../phi/patient-fields.ts';

const one = z.strictObject({ patientId });
const ofOne = named('patientId');
const saved = phiModel(z.strictObject({ patientId, mrn: z.string(), version: z.int().positive() }));
const versioned = z.strictObject({ patientId, version: z.int().positive() });

export const patients = {
  /** Search as one types: names in any order and partial, birth date in any usual form, phone digits, MRN. */
  'patient.search': phi({
    input: z.strictObject({
      query: z.string().max(200),
      limit: z.int().min(1).max(50).default(20),
      includeArchived: z.boolean().default(false),
    }),
    output: z.strictObject({ hits: z.array(patientHit).max(50), more: z.boolean(), forgivingTypos: z.boolean() }),
    permission: 'patient.find',
    action: 'patient.search',
    effect: 'read',
    subject: found,
  }),
  'patient.open': phi({
    input: one,
    output: patientChart,
    permission: 'patient.read',
    action: 'patient.read',
    effect: 'read',
    subject: ofOne,
  }),
  'patient.ssn': phi({
    input: one,
    output: phiModel(z.strictObject({ patientId, ssn: z.string() })),
    permission: 'patient.read-ssn',
    action: 'patient.read-ssn',
    effect: 'read',
    subject: ofOne,
  }),
  'patient.register': phi({
    input: z.strictObject({ details: patientDetails, lists: chartLists, draftId: z.uuid().optional() }),
    output: saved,
    permission: 'patient.register',
    action: 'patient.create',
    effect: 'change',
    subject: found,
  }),
  /** Saves changes against the version the person saw; `changed-meanwhile` when somebody was faster. A list given replaces that list. */
  'patient.update': phi({
    input: z.strictObject({
      patientId,
      version: z.int().positive(),
      changes: patientChanges,
      lists: chartLists.partial(),
      draftId: z.uuid().optional(),
    }),
    output: saved,
    permission: 'patient.edit',
    action: 'patient.update',
    effect: 'change',
    subject: ofOne,
  }),
  /** Puts a field or list back to what it was before a version: the undo of one's own edit; `changed-meanwhile` where somebody else made it. */
  'patient.revert': phi({
    input: versioned,
    output: saved,
    permission: 'patient.edit',
    action: 'patient.undo',
    effect: 'change',
    subject: ofOne,
  }),
  'patient.archive': phi({
    input: z.strictObject({ patientId, version: z.int().positive(), archived: z.boolean() }),
    output: saved,
    permission: 'patient.archive',
    action: 'patient.archive',
    effect: 'change',
    subject: ofOne,
  }),
  'patient.restrict': phi({
    input: z.strictObject({ patientId, version: z.int().positive(), restriction: restriction.nullable() }),
    output: saved,
    permission: 'patient.restrict',
    action: 'patient.restrict',
    effect: 'change',
    subject: ofOne,
  }),
  'patient.history': phi({
    input: z.strictObject({ patientId, beforeVersion: z.int().positive().optional() }),
    output: z.strictObject({ changes: z.array(patientChange).max(50), more: z.boolean() }),
    permission: 'patient.history',
    action: 'patient.history',
    effect: 'read',
    subject: ofOne,
  }),
  /**
   * Who looked at this chart, or at one merged into it, newest first. `nextBefore` is where to go on, null at the end; `catchingUp` as in audit.search.
   */
  'patient.lookers': phi({
    input: z.strictObject({ patientId, beforeSeq: z.int().nonnegative().optional() }),
    output: z.strictObject({
      looks: z.array(chartLook).max(50),
      more: z.boolean(),
      nextBefore: z.int().nonnegative().nullable(),
      catchingUp: z.boolean(),
    }),
    permission: 'patient.lookers',
    action: 'patient.access-report',
    effect: 'read',
    subject: ofOne,
  }),
  /** Likely duplicates of what is being typed; nothing is saved and nothing merges by itself. */
  'patient.duplicates': phi({
    input: z.strictObject({ details: patientDetails.partial(), except: patientId.optional() }),
    output: z.strictObject({ candidates: z.array(duplicateCandidate).max(5) }),
    permission: 'patient.find',
    action: 'patient.duplicates',
    effect: 'read',
    subject: found,
  }),
  /** Merges `merged` into `survivor`; per field the value to keep may be taken from the merged chart. Reversible by `patient.unmerge`. */
  'patient.merge': phi({
    input: z.strictObject({
      survivorId: patientId,
      survivorVersion: z.int().positive(),
      mergedId: patientId,
      mergedVersion: z.int().positive(),
      takeFromMerged: z.array(z.string().max(40)).max(60),
    }),
    output: phiModel(z.strictObject({ mergeId: z.uuid(), patientId, version: z.int().positive() })),
    permission: 'patient.merge',
    action: 'patient.merge',
    effect: 'change',
    subject: named('survivorId', 'mergedId'),
  }),
  'patient.unmerge': phi({
    input: z.strictObject({ mergeId: z.uuid(), survivorId: patientId, mergedId: patientId }),
    output: phiModel(z.strictObject({ patientId, version: z.int().positive() })),
    permission: 'patient.merge',
    action: 'patient.unmerge',
    effect: 'change',
    subject: named('survivorId', 'mergedId'),
  }),
  /** Lets an outside reviewer see one patient until a date (minimum necessary, 45 CFR 164.502(b)); `until: null` ends it. */
  'patient.assign': phi({
    input: z.strictObject({ patientId, userId: z.uuid(), until: z.iso.date().nullable() }),
    output: phiModel(z.strictObject({ patientId, userId: z.uuid(), until: z.string().nullable() })),
    permission: 'patient.assign',
    action: 'staff.assign',
    effect: 'change',
    subject: ofOne,
  }),
  'patient.assignments': phi({
    input: one,
    output: z.strictObject({
      assignments: z
        .array(phiModel(z.strictObject({ patientId, userId: z.uuid(), name: z.string(), until: z.string(), grantedAt: instant })))
        .max(50),
    }),
    permission: 'patient.assign',
    action: 'patient.read',
    effect: 'read',
    subject: ofOne,
  }),
};
