import type { Check } from '../check.ts';
import type { TrustedKeys } from '../keys_file.ts';
import { attestationCheck } from './attestation_check.ts';
import { checkpointCheck, headOf } from './checkpoint_check.ts';
import { completenessCheck, extentOf } from './completeness_check.ts';
import { consistencyCheck } from './consistency_check.ts';
import { eventsOf, readable } from './events.ts';
import { type ReceiptFiles, receiptNames } from './files.ts';
import { filesCheck } from './files_check.ts';
import { findingsCheck, hasFindings } from './findings_check.ts';
import { inclusionCheck, proofsOf } from './inclusion_check.ts';
import { keysCheck, ownKeys } from './keys_check.ts';
import { leafCheck } from './leaf_check.ts';
import { type Outcome, unusable } from './outcome.ts';
import { runCheck } from './run_check.ts';
import { runFileOf, said } from './run_file.ts';

const none: TrustedKeys = { log: [], attestation: [] };

/**
 * Verifies a receipt with nothing but its files: no network, no database. All checks that can be made are made, whatever the ones
 * before came to; no input makes it throw.
 *
 * @param trust keys to go by; undefined: the receipt's own, which prove nothing but that it agrees with itself
 * @param since the signed note of a checkpoint that was kept earlier
 */
export function verifyReceipt(files: ReceiptFiles, trust: TrustedKeys | undefined, since: string | undefined): Check[] {
  const first = guarded('files', () => filesCheck(files));
  // More than is read, or nothing at all.
  if (first.result === 'unusable') return [first];
  const own = ownKeys(files);
  const keys = trust ?? ('keys' in own ? own.keys : undefined);
  const head = headOf(files);
  const events = eventsOf(files);
  const read = readable(events);
  const extent = extentOf(read);
  const proofs = proofsOf(files, events);
  const run = runFileOf(files);
  const { events: told } = said(run);
  const known = { keys, trusted: trust !== undefined, own: 'keys' in own ? own.keys : none };
  const organizationId = read[0]?.body.organization_id;
  return [
    first,
    guarded('keys', () => keysCheck(own, trust)),
    guarded('checkpoint', () => checkpointCheck(head, { ...known, organizationId })),
    guarded('leaf bytes', () => leafCheck(events, run)),
    guarded('inclusion', () => inclusionCheck(files, events, { head, proofs })),
    guarded('completeness', () => completenessCheck(read, extent, typeof told === 'number' ? told : undefined)),
    guarded('attestation', () => attestationCheck(files, { ...known, events: read, extent, head, proofs })),
    guarded('run.json', () => runCheck(run, read, extent)),
    ...(hasFindings(files) ? [guarded('findings', () => findingsCheck(files, read, extent))] : []),
    ...(since === undefined && !files.has(receiptNames.consistency)
      ? []
      : [guarded('consistency', () => consistencyCheck(files, since, { head, keys: keys?.log ?? [] }))]),
  ];
}

/** A body's fields have any type that whoever wrote the file chose; where that is more than a check can take, it is no receipt of ours. */
function guarded(name: string, check: () => Outcome): Check {
  try {
    return { name, ...check() };
  } catch {
    return { name, ...unusable('the files hold something that no receipt holds') };
  }
}
