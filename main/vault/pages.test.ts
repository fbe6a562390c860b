import { expect, test } from 'vitest';
import type { Changed } from '../../shared/contract.ts';
import { Pages } from './pages.ts';

const aPort = () => {
  const heard: Changed[] = [];
  const ends: (() => void)[] = [];
  return {
    heard,
    close: () => ends.forEach((end) => void end()),
    on: (_event: 'close', listener: () => void) => ends.push(listener),
    postMessage: (said: Changed) => heard.push(said),
  };
};

test('the other pages of a session are told that something changed, by name alone; whoever changed it is not', () => {
  const pages = new Pages();
  const [desk, wall] = [aPort(), aPort()];
  pages.add(desk);
  pages.add(wall);
  pages.tellOthers(desk, 'visit.check-in');
  expect(wall.heard).toEqual([{ changed: 'visit.check-in' }]);
  expect(desk.heard).toEqual([]);
});

test('readings and drafts are nobody else’s business, and a page that is gone is told nothing', () => {
  const pages = new Pages();
  const [desk, wall] = [aPort(), aPort()];
  pages.add(desk);
  pages.add(wall);
  for (const name of ['schedule.day', 'patient.search', 'draft.keep', 'session.lock', 'nonsense']) pages.tellOthers(desk, name);
  wall.close();
  pages.tellOthers(desk, 'visit.book');
  expect(wall.heard).toEqual([]);
});
