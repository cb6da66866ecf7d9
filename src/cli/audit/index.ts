import { noun } from '../command.ts';

export default noun({
  list: ['List events, newest first', () => import('./list.ts')],
  export: ['Print every event with the bytes that prove it', () => import('./export.ts')],
  report: ['What keys and personas did, and what was refused', () => import('./report.ts')],
  receipt: ['Write what proves a run offline into a folder', () => import('./receipt.ts')],
  verify: ['Verify the whole log, or a receipt', () => import('./verify.ts')],
  keys: ['Print the public keys of the log, and pin them', () => import('./keys.ts')],
  purge: ['Erase names and texts of events; their proofs stay', () => import('./purge.ts')],
  hold: ['Keep all names and texts for a legal matter, or end that', () => import('./hold.ts')],
  'rotate-key': ["Replace the log's signing keys, on the server's machine", () => import('./rotate_key.ts')],
});
