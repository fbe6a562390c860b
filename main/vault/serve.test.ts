import { expect, test } from 'vitest';
import type { Answer, Call, Reply } from '../../shared/contract.ts';
import { serve } from './serve.ts';

/** A port with the page's end in the test's hand. */
const sit = (answer: (call: Call) => Promise<Answer<unknown>>) => {
  const replies: Reply[] = [];
  let hear: (message: { data: unknown }) => void = () => undefined;
  serve({ on: (_event, listener) => (hear = listener), postMessage: (reply) => replies.push(reply), start: () => undefined }, answer);
  return { say: (data: unknown) => hear({ data: structuredClone(data) }), replies };
};
const echo = async ({ name }: Call): Promise<Answer<unknown>> => ({ ok: true, value: name });
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a call is answered by its number', async () => {
  const { say, replies } = sit(echo);
  say({ id: 7, name: 'patient.open', input: {} });
  say({ id: 8, name: 'patient.open', input: {}, reason: { code: 'treatment', text: 'x' } });
  await settled();
  expect(replies).toEqual([7, 8].map((id) => ({ id, answer: { ok: true, value: 'patient.open' } })));
});

test.each([
  ['a name of a thousand letters', { id: 1, name: 'x'.repeat(1000), input: {} }],
  ['a name that is no text', { id: 1, name: { toString: 'patient.open' }, input: {} }],
  ['no name', { id: 1, input: {} }],
])('%s is refused and never reaches the gate', async (_what, data) => {
  const { say, replies } = sit(async () => Promise.reject(new Error('reached')));
  say(data);
  await settled();
  expect(replies).toEqual([{ id: 1, answer: { ok: false, code: 'bad-input' } }]);
});

test.each([undefined, null, 'patient.open', 7, [], {}, new Map(), { id: 'x' }, { id: 1.5 }, { id: Number.NaN }, { id: 2 ** 60 }])(
  'what has no number is nobody’s question: %s',
  async (data) => {
    const { say, replies } = sit(echo);
    say(data);
    await settled();
    expect(replies).toEqual([]);
  },
);

test('whatever is thrown inside, the page is told a code', async () => {
  const { say, replies } = sit(() => Promise.reject(new Error('SELECT familyName FROM patient')));
  say({ id: 1, name: 'a', input: {} });
  await settled();
  expect(replies).toEqual([{ id: 1, answer: { ok: false, code: 'internal' } }]);
});
