/** True for `npm run soak -- --short`: the same tests with fewer rounds, in less than three minutes in all. */
export const short = process.env.SFS_SOAK === 'short';

/** How many rounds, or how much, there is in the full run and in the short one. */
export const scaled = (full: number, fewer: number): number => (short ? fewer : full);
