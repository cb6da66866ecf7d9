import { parseArgs } from 'node:util';

/** What the command line of the benchmarks says. */
export interface Options {
  only: string[];
  json: string | undefined;
  seconds: number;
  warmSeconds: number;
  flights: number[];
  logLevel: string;
  /** Processes of the server that take calls. */
  workers: number;
  /** Runs in the table, of `large`. */
  runs: number;
  /** Calls of `memory`. */
  calls: number;
  /** Leaves of `verify-log`. */
  leaves: number;
  /** Rounds and events of `ledger`. */
  rounds: number;
  events: number;
}

export function readOptions(argv: string[]): Options {
  const { values } = parseArgs({
    args: argv,
    options: {
      only: { type: 'string', default: '' },
      json: { type: 'string' },
      seconds: { type: 'string', default: '4' },
      warm: { type: 'string', default: '8' },
      flight: { type: 'string', default: '1,16,128' },
      'log-level': { type: 'string', default: 'info' },
      workers: { type: 'string', default: '1' },
      runs: { type: 'string', default: '1000000' },
      calls: { type: 'string', default: '200000' },
      leaves: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '5' },
      events: { type: 'string', default: '200000' },
    },
  });
  const number = (name: 'workers' | 'seconds' | 'warm' | 'runs' | 'calls' | 'leaves' | 'rounds' | 'events') => {
    const value = Number(values[name]);
    if (!(value > 0)) throw new Error(`--${name} takes a number above 0`);
    return value;
  };
  return {
    only: values.only.split(',').filter(Boolean),
    json: values.json,
    ...{ seconds: number('seconds'), warmSeconds: number('warm'), flights: values.flight.split(',').map(Number) },
    ...{
      logLevel: values['log-level'],
      workers: number('workers'),
      runs: number('runs'),
      calls: number('calls'),
      leaves: number('leaves'),
      rounds: number('rounds'),
      events: number('events'),
    },
  };
}
