/** Where a run may stand. */
export const statuses = ['queued', 'running', 'passed', 'failed', 'errored', 'cancelled'] as const;

export type Status = (typeof statuses)[number];

/** What a run may become. A queued run ends errored only when its time in the queue ran out; no caller can ask for that. */
const next: Readonly<Record<Status, readonly Status[]>> = {
  queued: ['running', 'errored', 'cancelled'],
  running: ['passed', 'failed', 'errored', 'cancelled'],
  passed: [],
  failed: [],
  errored: [],
  cancelled: [],
};

export function mayBecome(from: Status, to: Status): boolean {
  return next[from].includes(to);
}

/** True: nothing changes this run any more. */
export function isFinal(status: Status): boolean {
  return next[status].length === 0;
}

export const finalStatuses: readonly Status[] = statuses.filter(isFinal);
