import { hash } from 'node:crypto';
import { formatEnvelope, signedBytes } from '../../src/audit/proof/envelope.ts';
import { parseBody } from '../../src/audit/proof/event_body.ts';
import { formatKeys, type TrustedKeys } from '../../src/audit/proof/keys_file.ts';
import { runJson, runOf } from '../../src/audit/proof/run_facts.ts';
import { payloadType, statementOf } from '../../src/audit/proof/statement.ts';
import { type SigningKey, signBytes } from '../../src/audit/signing_key.ts';
import { eventBytes, idOf, runEvents } from './test_events.ts';
import { publicKeys, testKey } from './test_keys.ts';
import { TestLog } from './test_log.ts';

/** What a receipt is made of; everything has a default. */
export interface ReceiptOptions {
  /** Other seeds have other keys, runs and organizations. @default 'a' */
  seed?: string;
  /** @default true */
  ended?: boolean;
  /** Adds findings and context. @default false */
  findings?: boolean;
  /** Adds the proof from the checkpoint `earlier`. @default false */
  since?: boolean;
  /** More keys that sign each checkpoint. */
  more?: SigningKey[];
  /** Makes other events of the run's: what is logged, proved and signed are those. */
  rewrite?: (bodies: Buffer[]) => Buffer[];
  /** Signs with other keys than those of the seed: for logs that somebody made up. */
  signedBy?: string;
}

/** A receipt, and what one needs to verify and to break it. */
export interface MadeReceipt {
  files: Map<string, Buffer>;
  /** The keys of keys.txt. */
  keys: TrustedKeys;
  /** A signed note of the same log, from before the receipt's. */
  earlier: string;
  /** One from after it. */
  later: string;
  /** One of the earlier size, signed by the log's key, of leaves that were never in this log. */
  forked: string;
}

const findings = [
  { number: 1, severity_rank: 3, severity: 'high', title: 'a hole', path: 'src/a.ts', line: 12 },
  {
    number: 2,
    severity_rank: 1,
    severity: 'low',
    title: 'a small thing, "quoted" and \u00fcber',
    path: '',
    line: null,
  },
];
const context = '# Context\n\nLook for holes.\n';

/** A receipt in memory of a run in a small log, with keys that are the same in every run. */
export function makeReceipt(options: ReceiptOptions = {}): MadeReceipt {
  const { seed = 'a', ended = true, more = [] } = options;
  const organizationId = idOf('org', seed);
  const origin = `ins_${hash('sha256', `installation ${seed}`, 'hex').slice(0, 32)}/${organizationId}`;
  const signer = options.signedBy ?? seed;
  const [logKey, attestationKey] = [testKey('log', signer), testKey('attestation', signer)];
  const log = new TestLog(origin, [logKey, ...more]);
  const lines = findings.map((finding) => JSON.stringify(finding));
  const salt = hash('sha256', `salt ${seed}`, 'buffer').subarray(0, 16);
  const made = runEvents({
    ...{ seed, organizationId, ended, contextDigest: hash('sha256', context, 'hex') },
    findings: hash('sha256', Buffer.concat([salt, chain(lines)]), 'hex'),
  });
  const bodies = options.rewrite?.(made) ?? made;
  const indexes = fill(log, seed, bodies);
  const [note, keys] = [log.checkpoint(), publicKeys(origin, [logKey, ...more], [attestationKey])];
  const facts = runOf(bodies.map(parseBody));
  const range = { origin, first: indexes[0]!, last: indexes.at(-1)!, events: bodies.length };
  const files: [string, string | Buffer][] = [
    ['run.json', runJson(facts)],
    ...(ended ? [['attestation.dsse.json', attest(statementOf(facts, range), attestationKey)] as const] : []),
    ['checkpoint', note],
    ['keys.txt', formatKeys(keys)],
    ...(options.since ? [['consistency', log.consistency(earlierSize)] as const] : []),
    ...(options.findings
      ? ([
          ['findings.jsonl', lines.map((line) => `${line}\n`).join('')],
          ['findings.salt', `${salt.toString('hex')}\n`],
          ['context.md', context],
        ] as const)
      : []),
    ...bodies.map((body, at) => [`events/${at + 1}.body`, body] as const),
    ...indexes.map((index, at) => [`events/${at + 1}.tlog-proof`, log.tlogProof(index, note)] as const),
  ].map(([name, content]) => [name, content]);
  const earlier = log.checkpoint(earlierSize);
  for (let at = 0; at < 3; at++)
    log.append(eventBytes(`${seed} after ${at}`, { action: 'ticket.update', outputs: {} }));
  const fork = new TestLog(origin, [logKey, ...more]);
  for (let at = 0; at < earlierSize; at++) fork.append(Buffer.from(`fork ${at}`));
  return {
    files: new Map(files.map(([name, content]) => [name, Buffer.from(content)])),
    ...{ keys, earlier, later: log.checkpoint(), forked: fork.checkpoint() },
  };
}

// No power of two, so that the proof from it has all kinds of hashes.
const earlierSize = 6;

/** Puts the run's events between others, as they come about in a log, and answers their indexes. */
function fill(log: TestLog, seed: string, bodies: Buffer[]): number[] {
  const other = (at: number) => eventBytes(`${seed} other ${at}`, { action: 'ticket.update', outputs: {} });
  for (let at = 0; at < 4; at++) log.append(other(at));
  return bodies.map((body, at) => {
    const index = log.append(body);
    if (at > 0) log.append(other(10 + at));
    return index;
  });
}

function attest(statement: string, key: SigningKey): string {
  const payload = Buffer.from(statement);
  const sig = signBytes(key, signedBytes(payloadType, payload));
  return formatEnvelope({ payloadType, payload, signatures: [{ keyid: key.id, sig }] });
}

function chain(lines: readonly string[]): Buffer {
  let digest: Buffer = Buffer.alloc(32);
  for (const line of lines) digest = hash('sha256', Buffer.concat([digest, Buffer.from(line)]), 'buffer');
  return digest;
}
