import type { TrustedKeys } from '../../../audit/proof/keys_file.ts';
import type { VerifierKey } from '../../../audit/proof/note.ts';
import type { Trust } from '../trust.ts';
import { keysFor } from '../trust.ts';
import { counted, Finding } from './finding.ts';

/** The keys that a log is read with, all of its own name. */
export interface LogKeys {
  origin: string;
  /** org_…; undefined where the log's name does not end with one. */
  organizationId: string | undefined;
  /** Trusted and listed: a stored checkpoint is signed by one of them. */
  known: VerifierKey[];
  /** Those that the newest checkpoint must be signed by one of. Without trust they are the listed ones. */
  goBy: VerifierKey[];
  finding: Finding;
  summary: string;
}

/**
 * Which keys to go by.
 *
 * @param log the log's name and its keys, as the server lists them
 */
export function logKeys({ origin, keys: listed }: { origin: string; keys: TrustedKeys }, trust: Trust): LogKeys {
  const finding = new Finding('keys');
  const ofLog = (all: VerifierKey[]) => all.filter(({ name }) => name === origin);
  const keys = keysFor(trust, origin);
  const trusted = ofLog(keys?.log ?? []);
  const strange = ofLog(listed.log).filter(({ vkey }) => !trusted.some((key) => key.vkey === vkey));
  const organizationId = /\/(org_[0-9a-f]{32})$/.exec(origin)?.[1];
  if (organizationId === undefined) finding.tampered('the log has no name that could be one');
  if (!keys) finding.incomplete(selfAsserted);
  else if (trusted.length === 0) finding.incomplete('none of the trusted keys is one of this log');
  else if (strange.length > 0) finding.incomplete(unknown(strange));
  const known = [...trusted, ...strange];
  const summary = `${counted(trusted.length, 'log key')}, ${sources[trust.from ?? 'file']}`;
  return { origin, organizationId, known, goBy: keys ? trusted : known, finding, summary };
}

const sources = {
  file: 'trusted with --keys',
  pins: 'pinned for the profile',
  'first use': 'trusted at the first use of the profile',
};

const selfAsserted =
  'self-asserted: the log was checked with the keys that the server lists, and whoever made up a log could have made them too; on a machine that you trust, run `sfs audit keys > keys.txt`, and verify with --keys keys.txt';

function unknown(keys: VerifierKey[]): string {
  const ids = keys.map(({ id }) => id).join(', ');
  return `the server lists log keys that are not trusted: ${ids}; if its operator changed them, accept them with \`sfs audit keys --trust\``;
}
