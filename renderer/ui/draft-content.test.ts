import { expect, test } from 'vitest';
import * as z from 'zod';
import { readDraft, writeDraft } from './draft-content.ts';

const schema = z.object({ name: z.string() });
const cursor = { name: 'name', start: 2, end: 2 };

test('values and cursor come back as they were', () => {
  expect(readDraft(writeDraft({ name: 'Ma' }, cursor), schema)).toEqual({ values: { name: 'Ma' }, cursor });
  expect(readDraft(writeDraft({ name: 'Ma' }, null), schema)?.cursor).toBeNull();
});

test.each(['', '{', '{}', '{"values":{"name":7},"cursor":null}', 'null', '{"values":{"name":"x"},"cursor":5}'])(
  '%s is no draft of this form',
  (text) => expect(readDraft(text, schema)).toBeNull(),
);
