import { expect, test } from 'vitest';
import { taskSentence } from './task-sentence.ts';

test.each([
  [{ fresh: 1, due: 0 }, '1 new task', '1 tarea nueva'],
  [{ fresh: 3, due: 0 }, '3 new tasks', '3 tareas nuevas'],
  [{ fresh: 0, due: 1 }, '1 task is due', '1 tarea vence ahora'],
  [{ fresh: 2, due: 2 }, '2 new tasks; 2 tasks are due', '2 tareas nuevas; 2 tareas vencen ahora'],
])('%o is said as a count and nothing else', (news, en, es) => {
  expect(taskSentence(news, 'en')).toBe(en);
  expect(taskSentence(news, 'es')).toBe(es);
});
