// npm run setup [-- --retry-electron]: puts in place what running, building and testing need.
import { main } from './setup/entry.ts';
import { setUp } from './setup/provision.ts';

await main(async (args) => {
  await setUp({ retryElectron: args.includes('--retry-electron') });
  return 0;
});
