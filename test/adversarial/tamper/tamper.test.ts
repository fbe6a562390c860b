import { expect, test } from 'vitest';
import { appLedger } from './app-ledger.ts';
import { TAMPER_CASES } from './cases.ts';
import { tamperAll } from './tampered.ts';

test('R8: every way to meddle with the log of the application itself is called by its name, by the application and by the auditor', async () => {
  const ledger = await appLedger(8);
  try {
    const all = await tamperAll(ledger, 4, 4, 5);
    expect(all.map(({ id, missed }) => [id, missed])).toEqual(all.map(({ id }) => [id, []]));
    expect(all.filter(({ tried }) => tried === 0)).toEqual([]);
    expect(all).toHaveLength(TAMPER_CASES.length + 5);
  } finally {
    ledger.remove();
  }
}, 300_000);
