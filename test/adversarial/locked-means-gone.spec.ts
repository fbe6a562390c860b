import { expect, test } from '@playwright/test';
import { newId } from '../../shared/ids.ts';
import { makeCanaries } from '../memory/canaries.ts';
import { startBareWorkstation } from '../support/bare-workstation.ts';
import { found, OWNER } from '../support/people.ts';
import { keysOf } from '../support/practice-keys.ts';
import { given, sayLast } from '../support/workstation.ts';
import { broken, comeBack, lockCycle, plantCanary } from './lock-cycle.ts';

/** Law 4, R1 of the threat list: after a lock no PHI, no password and no key that opens PHI is in any process, file or clipboard. */
for (const accessibility of [false, true]) {
  test(`after a lock nothing that was read, typed, selected or copied is left anywhere, with accessibility ${accessibility ? 'on' : 'off'}`, async () => {
    test.setTimeout(180_000);
    const owner = { ...OWNER, ...makeCanaries({ password: 'password' }) };
    const station = await startBareWorkstation(accessibility ? ['--force-renderer-accessibility'] : []);
    try {
      const { desk } = await found(station, owner);
      const planted = await plantCanary(desk);
      const keys = await keysOf(station.folder, owner.signInName, owner.password);
      const session = { station, owner, keys };
      await station.lockAndReplace(desk);

      const draftId = newId();
      const cycle = await lockCycle(session, await comeBack(session), planted, draftId);
      console.log(
        JSON.stringify(
          {
            lockMs: cycle.lockMs,
            backMs: cycle.backMs,
            seen: cycle.seen,
            bytes: cycle.memory.bytes,
            ms: cycle.memory.milliseconds,
            files: cycle.files.files,
          },
          null,
          1,
        ),
      );
      expect(cycle.seen).toEqual(expect.arrayContaining(['renderer: family', 'renderer: typed', 'utility node.mojom.NodeService: family']));
      expect(broken(cycle)).toEqual([]);
      expect(cycle.lockMs).toBeLessThanOrEqual(500);
      expect(cycle.backMs).toBeLessThanOrEqual(2_000);

      const again = await comeBack(session);
      const { drafts } = await given(again, 'draft.list', {});
      expect(drafts.map((draft) => [draft.draftId, draft.content])).toEqual([[draftId, cycle.typed]]);
      sayLast(again, 'session.lock', {});
    } finally {
      await station.close();
    }
  });
}
