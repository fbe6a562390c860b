import * as z from 'zod';
import { patientPseudonym } from '../../../shared/entry.ts';
import { Failure } from '../../../shared/failure.ts';
import { phiModel } from '../../../shared/phi/mark.ts';
import { restriction } from '../../../shared/phi/patient.ts';
import { visitTime } from '../../../shared/phi/visit.ts';
import { isTimeZone } from '../schedule/setup.ts';

/** The file in the practice folder. */
export const OUTAGE_FILE = 'outage-list.sealed';

/** What the sealed file says in clear, bound to everything in it: where it was made and when, and of which days. */
const header = z.strictObject({
  format: z.literal(1),
  practiceId: z.uuid(),
  workstationId: z.uuid(),
  /** Epoch ms. */
  madeAt: z.int().nonnegative(),
  /** The practice's. */
  timeZone: z.string().min(1).max(60).refine(isTimeZone),
  days: z.array(visitTime.day).max(31),
});
export type OutageHeader = z.infer<typeof header>;

export const headerBytes = (written: OutageHeader): Buffer => Buffer.from(JSON.stringify(header.parse(written)), 'utf8');

/** Failure `outage-altered` for what is no such header. */
export const readHeader = (bytes: Uint8Array): OutageHeader => parsed(header, bytes);

/** A visit as the printed day list shows it. The log names its patient by the pseudonym, whose key is in the records. */
const keptVisit = z.strictObject({
  pseudonym: patientPseudonym,
  familyName: z.string(),
  givenName: z.string().optional(),
  preferredName: z.string().optional(),
  birthDate: z.string().optional(),
  /** Empty where the chart is restricted. */
  mrn: z.string(),
  restricted: restriction.nullable(),
  start: visitTime.start,
  minutes: visitTime.minutes,
  providerId: z.uuid(),
  visitTypeId: z.uuid(),
  visitNote: z.string().optional(),
});
export type KeptVisit = z.infer<typeof keptVisit>;

/** What is sealed: the days, and the words without which they can't be set. */
const list = phiModel(
  z.strictObject({
    practice: z.string(),
    providers: z.array(z.strictObject({ providerId: z.uuid(), name: z.string(), active: z.boolean() })),
    visitTypes: z.array(z.strictObject({ visitTypeId: z.uuid(), name: z.string() })),
    days: z.array(z.strictObject({ day: visitTime.day, visits: z.array(keptVisit) })),
  }),
);
export type OutageList = z.infer<typeof list>;
/** The same before it wears its mark. */
export type GatheredList = z.input<typeof list>;

export const listBytes = (written: GatheredList): Buffer => Buffer.from(JSON.stringify(written), 'utf8');

/** Failure `outage-altered` for what is no such list. */
export const readList = (bytes: Uint8Array): OutageList => parsed(list, bytes);

const parsed = <S extends z.ZodType>(shape: S, bytes: Uint8Array): z.output<S> => {
  try {
    return shape.parse(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')));
  } catch (cause) {
    throw new Failure('outage-altered', { cause });
  }
};
