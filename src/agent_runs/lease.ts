/** How long a run may be silent where the caller does not say, in seconds. */
export const defaultLeaseSeconds = 60 * 60;
/** How long a run may wait for its start, and how long it may run in all, in seconds. */
export const longestSeconds = 24 * 60 * 60;

/** When a lease ends. `now` is the database's time of the transaction. */
export const leaseEnd = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
