import * as z from 'zod';
import { phi, unfiled } from '../contract.ts';
import { phiModel } from '../phi/mark.ts';
import { instant } from '../phi/patient.ts';

const draft = phiModel(
  z.strictObject({
    draftId: z.uuid(),
    /** Which form: 'patient.register', 'patient.update', 'search' ... */
    form: z.string().max(60),
    subjectId: z.uuid().nullable(),
    /** The form's state as JSON, with the cursor; only its author's key opens it. */
    content: z.string().max(200_000),
    keptAt: instant,
  }),
);
export type Draft = z.infer<typeof draft>;

/** What is being typed and not yet saved. Kept at most 250 ms after a keystroke, sealed under its author's own key, returned only to its author. */
export const drafts = {
  'draft.keep': phi({
    input: z.strictObject({
      draftId: z.uuid(),
      form: z.string().max(60),
      subjectId: z.uuid().nullable(),
      content: z.string().max(200_000),
    }),
    output: phiModel(z.strictObject({ draftId: z.uuid(), keptAt: instant })),
    permission: 'draft.own',
    action: 'draft.keep',
    effect: 'change',
    subject: unfiled,
  }),
  'draft.list': phi({
    input: z.strictObject({}),
    output: z.strictObject({ drafts: z.array(draft).max(50) }),
    permission: 'draft.own',
    action: 'draft.read',
    effect: 'read',
    subject: unfiled,
  }),
  'draft.drop': phi({
    input: z.strictObject({ draftId: z.uuid() }),
    output: phiModel(z.strictObject({ draftId: z.uuid() })),
    permission: 'draft.own',
    action: 'draft.discard',
    effect: 'change',
    subject: unfiled,
  }),
};
