// npm run doctor: what this machine has and lacks for running, building and testing, and how to mend each. Changes nothing.
// The exit code is 1 when something needed is missing.

import { main } from './setup/entry.ts';
import { examine } from './setup/examination.ts';

await main(async () => {
  const findings = await examine();
  for (const { subject, state, found, mend } of findings) {
    console.log(`${{ good: 'ok     ', missing: 'MISSING', note: 'note   ' }[state]} ${subject}: ${found}`);
    if (mend !== null) console.log(`          ${mend}`);
  }
  const missing = findings.filter((finding) => finding.state === 'missing').length;
  console.log(missing === 0 ? '\nEverything needed is here.' : `\n${missing} missing.`);
  return missing === 0 ? 0 : 1;
});
