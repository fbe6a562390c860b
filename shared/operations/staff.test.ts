import { expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { OPERATIONS } from './table.ts';

test('who sees assigned patients only is never let in without an end, neither anew nor by a change of role', () => {
  const code = '123456';
  const anew = { name: 'Lena Fairchild', signInName: 'lena', code };
  const change = { userId: newId(), code };
  const takes = (role: string, endsOn?: string | null): boolean[] => [
    OPERATIONS['staff.add'].input.safeParse({ ...anew, role, endsOn }).success,
    OPERATIONS['staff.change-role'].input.safeParse({ ...change, role, endsOn }).success,
  ];
  expect(takes('outside-reviewer')).toEqual([false, false]);
  expect(takes('outside-reviewer', null)).toEqual([false, false]);
  expect(takes('outside-reviewer', '2031-12-31')).toEqual([true, true]);
  expect(takes('front-desk', null)).toEqual([true, true]);
});
