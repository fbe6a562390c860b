export const today = {
  title: 'Who is it?',
  lead: 'Type a name, a birth date, a phone number or a record number.',
  examples: 'For example: {{first}}, {{second}} or {{third}}',
  noSearch: 'Your role does not look up patients. Your places are on the left.',
  keys: 'Keys',
  signIns: 'Sign-ins',
  drafts: 'Unfinished',
  noDrafts: 'Nothing unfinished. What you type is kept here if you are interrupted.',
  draftKept: 'Kept {{when}}',
  draft: { register: 'New patient', update: 'Changes to a patient', other: 'Unfinished form' },
  discardDraft: 'Discard',
  draftDiscarded: 'Draft discarded.',
};
