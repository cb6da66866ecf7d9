/** A part of a message that differs from call to call; what is written there is as long as what was there. */
export interface Slot {
  /** Its first byte in the message. */
  at: number;
  length: number;
  /** Values one after the other, each `length` long. Without: a number in hex that no other call of this generator has. */
  values?: Buffer;
}

/** What a generator is to do. */
export interface Job {
  address: string;
  /** /package.Service/Method */
  path: string;
  key: string | undefined;
  template: Buffer;
  slots: Slot[];
  /** Calls at a time, over all connections. */
  flight: number;
  connections: number;
  /** Ends after so many seconds. */
  seconds: number;
  /** Ends after so many calls, if that is earlier. */
  calls?: number;
  /** Takes from each answer the text of this length that begins with `marker`. */
  collect?: { marker: string; length: number };
}

/** What came of it. */
export interface Outcome {
  seconds: number;
  errors: number;
  /** Why a connection ended, where one did. */
  failure: string | undefined;
  /** Milliseconds of each call that was answered, in the order of the answers. */
  ms: Float64Array;
  /** When each of them was answered, in milliseconds since the epoch. */
  at: Float64Array;
  /** The first answers. */
  samples: Buffer[];
  collected: string[];
  /** Microseconds of processor time that the generator took. */
  cpu: number;
}
