import type { Severity } from '../../../src/agent_runs/severity.ts';

/** An organization that the load works in. */
export interface PlanTenant {
  organizationId: string;
  /** proj_… */
  projectId: string;
  floor: Severity | null;
  /** tk_… */
  tickets: string[];
}

/** A key that the load works with. */
export interface PlanKey {
  secret: string;
  /** Of the key, for the database. */
  uuid: string;
  /** Its place in the list of tenants. */
  tenant: number;
}

/** What one process of the load is to do. */
export interface Plan {
  seed: number;
  /** Names the process: no two have a run or a request id in common. */
  name: string;
  addresses: string[];
  tenants: PlanTenant[];
  keys: PlanKey[];
  /** How many calls it sends; Infinity: until it is told to stop. */
  calls: number;
  inFlight: number;
  /** True: the database goes away meanwhile, and that a call's time is over does not end the load at once. */
  outages: boolean;
}

/** The methods that change something and take a request id. */
export type Method = 'createAgentRun' | 'startAgentRun' | 'completeAgentRun' | 'cancelAgentRun';

// biome-ignore lint/suspicious/noExplicitAny: requests of several methods, as parts of their messages.
export type Request = Record<string, any>;

/** What the database must hold of one run that was acknowledged. */
export interface RunRecord {
  /** Its trigger_ref, which no other run has. */
  ref: string;
  key: number;
  /** run_… */
  id: string;
  create: Request;
  /** What started it, where that was a call of its own. */
  start?: Request;
  /** What ended it: one of the two, or neither. */
  completion?: Request;
  cancel?: Request;
  /** Heartbeats that were answered, and those of which nobody knows. */
  heartbeats: number;
  heartbeatsUnknown: number;
  /** Every call with a request id that was acknowledged. */
  acknowledged: [method: Method, requestId: string][];
}

/** A call that ended with UNAVAILABLE, or whose time was over although it was long. */
export interface Missed {
  at: number;
  tookMs: number;
  code: string;
  reason: string;
  message: string;
  retryAfter: number | undefined;
}

/** What happened to the calls; numbers, to be printed, and to see that each kind was there. */
export type Stats = Record<
  | 'calls'
  | 'refused'
  | 'invalid'
  | 'duplicates'
  | 'reused'
  | 'deadlines'
  | 'cancels'
  | 'unknown'
  | 'tookEffect'
  | 'tookNone'
  | 'races'
  | 'settled'
  | 'settledLate',
  number
>;

/** What a process of the load answers when it is done. */
export interface Report {
  records: RunRecord[];
  stats: Stats;
  missed: Missed[];
  /** Answered calls by the tenth of a second, on the clock of the machine. */
  answered: [tenth: number, calls: number][];
  /** Milliseconds that answered calls took: the median and the 99th of a hundred. */
  p50: number;
  p99: number;
  /** From the first call to the end, and what the load itself took of the machine. */
  seconds: number;
  cpuSeconds: number;
}
