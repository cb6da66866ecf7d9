export const kinds = ['task', 'issue'] as const;
export type Kind = (typeof kinds)[number];

export const statuses = [
  'suggested',
  'open',
  'in_progress',
  'blocked',
  'review',
  'done',
  'closed',
  'cancelled',
] as const;
export type Status = (typeof statuses)[number];

export const commands = [
  'start',
  'complete',
  'accept',
  'reopen',
  'block',
  'unblock',
  'approve',
  'dismiss',
  'cancel',
  'close',
] as const;
export type Command = (typeof commands)[number];

/** What a ticket of each kind may become. A status that is not a key is none of that kind; one with an empty list is final. */
const machines: Readonly<Record<Kind, Readonly<Partial<Record<Status, readonly Status[]>>>>> = {
  task: {
    suggested: ['open', 'cancelled'],
    open: ['in_progress', 'cancelled'],
    in_progress: ['blocked', 'review', 'cancelled'],
    blocked: ['in_progress', 'cancelled'],
    review: ['done', 'open'],
    done: [],
    cancelled: [],
  },
  issue: {
    open: ['in_progress', 'cancelled'],
    in_progress: ['closed', 'open', 'cancelled'],
    closed: [],
    cancelled: [],
  },
};

interface Rule {
  kinds: readonly Kind[];
  /** Where the command starts from, as far as the kind's machine has the step; without it, any status from which the machine goes to `to`. */
  from?: readonly Status[];
  to: Status;
}

const rules: Readonly<Record<Command, Rule>> = {
  start: { kinds, from: ['open'], to: 'in_progress' },
  complete: { kinds: ['task'], from: ['in_progress'], to: 'review' },
  accept: { kinds: ['task'], from: ['review'], to: 'done' },
  reopen: { kinds, from: ['review', 'in_progress'], to: 'open' },
  block: { kinds: ['task'], from: ['in_progress'], to: 'blocked' },
  unblock: { kinds: ['task'], from: ['blocked'], to: 'in_progress' },
  approve: { kinds: ['task'], from: ['suggested'], to: 'open' },
  dismiss: { kinds, from: ['suggested', 'open'], to: 'cancelled' },
  cancel: { kinds, to: 'cancelled' },
  close: { kinds: ['issue'], from: ['in_progress'], to: 'closed' },
};

export interface Circumstances {
  /** The caller insists: a blocked task can be started. */
  force?: boolean;
  /** Nobody holds the ticket, or the lease ran out: a ticket in progress can be started again. The caller knows, on the database's clock. */
  unheld?: boolean;
}

export type Next = { to: Status } | { refused: string };

/** Where a command leads, or a sentence on why it does not apply. Leases, dependencies and who may do it are the caller's to check. */
export function next(kind: Kind, from: Status, command: Command, circumstances: Circumstances = {}): Next {
  const rule = rules[command];
  if (!statusesOf(kind).includes(from)) return { refused: `${article(kind)} is never ${from}` };
  if (!rule.kinds.includes(kind)) return { refused: `${command} does not apply to ${article(kind)}` };
  if (isFinal(kind, from)) return { refused: `the ${kind} is ${from}, and stays so` };
  if (sourcesOf(kind, command, circumstances).includes(from)) return { to: rule.to };
  const needed = sourcesOf(kind, command, {}).join(' or ');
  return { refused: `the ${kind} is ${from}; ${command} needs it to be ${needed}${hintFor(from, command)}` };
}

/** The statuses from which a command may be given, so that one conditional statement can carry them. */
export function sourcesOf(kind: Kind, command: Command, circumstances: Circumstances = {}): Status[] {
  const rule = rules[command];
  if (!rule.kinds.includes(kind)) return [];
  const allowed = statusesOf(kind).filter((from) => {
    const listed = rule.from?.includes(from) ?? true;
    const forced = command === 'start' && circumstances.force === true && from === 'blocked';
    return (listed || forced) && machines[kind][from]?.includes(rule.to);
  });
  // The one step that is no change of status, and so is not in the machines.
  if (command === 'start' && circumstances.unheld) allowed.push('in_progress');
  return allowed;
}

export function statusesOf(kind: Kind): Status[] {
  return Object.keys(machines[kind]) as Status[];
}

/** True: nothing changes a ticket of this kind any more. */
export function isFinal(kind: Kind, status: Status): boolean {
  return machines[kind][status]?.length === 0;
}

function hintFor(from: Status, command: Command): string {
  if (command === 'start' && from === 'blocked') return ' (or give force)';
  if (command === 'start' && from === 'in_progress') return ' (or its lease to have run out)';
  if (command === 'cancel' && from === 'review') return ' (reopen it first)';
  return '';
}

function article(kind: Kind): string {
  return kind === 'issue' ? 'an issue' : 'a task';
}
