import { keeperIn } from './place.ts';

/** Charges a try as main does before a grant, says so, and is killed before the try is judged. Arguments: folder, user. */
const [folder = '', userId = ''] = process.argv.slice(2);
await keeperIn(folder).keeper.charge(userId);
console.log('granted');
setInterval(() => undefined, 1_000);
