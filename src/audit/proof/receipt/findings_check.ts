import { hash } from 'node:crypto';
import { hashBytes } from '../merkle.ts';
import type { Extent } from './completeness_check.ts';
import type { ReadEvent } from './events.ts';
import { type ReceiptFiles, receiptNames } from './files.ts';
import { incomplete, type Outcome, tampered, worst } from './outcome.ts';

const { findings, salt, context } = receiptNames;
const newline = 0x0a;

/** Whether the receipt has anything that names weaknesses: then it has to be what the run's last event has digests of. */
export const hasFindings = (files: ReceiptFiles): boolean => [findings, salt, context].some((name) => files.has(name));

/** Findings and context are those whose digests are logged. */
export function findingsCheck(files: ReceiptFiles, events: readonly ReadEvent[], { end }: Extent): Outcome {
  const problems = [...ofFindings(files, end), ...ofContext(files, events)];
  const there = [findings, context].filter((name) => files.has(name));
  return worst(problems, `${there.join(' and ')} as logged`);
}

function ofFindings(files: ReceiptFiles, end: ReadEvent | undefined): Outcome[] {
  const lines = files.get(findings);
  const salted = files.get(salt);
  if (!lines && !salted) return [];
  if (!lines) return [incomplete(`${findings} is missing`)];
  if (!salted) return [incomplete(`${salt} is missing: without it nothing proves ${findings}`)];
  const bytes = saltOf(salted);
  if (!bytes) return [tampered(`${salt} is not a salt in hex`)];
  if (!end) return [incomplete('the event that ends the run, which has the digest of the findings, is not here')];
  const logged = Array.isArray(end.body.inputs)
    ? end.body.inputs.find((input) => input?.name === 'findings')
    : undefined;
  const digest = chainOf(lines);
  if (!digest) return [tampered(`${findings} does not end with its last line`)];
  const same = logged?.sha256 === hash('sha256', Buffer.concat([bytes, digest]), 'hex');
  return same ? [] : [tampered(`${findings} or ${salt} is not what was logged when the run ended`)];
}

/** Lower-case digits and a newline, so that no other spelling is the same salt. */
function saltOf(file: Buffer): Buffer | undefined {
  const text = file.toString('latin1');
  return /^([0-9a-f]{2}){1,64}\n$/.test(text) ? Buffer.from(text.trimEnd(), 'hex') : undefined;
}

/** The digest of all lines: of each, sha256(digest before ‖ line without its newline), from 32 zero bytes on. */
function chainOf(file: Buffer): Buffer | undefined {
  let digest: Buffer = Buffer.alloc(hashBytes);
  for (let at = 0; at < file.length; ) {
    const end = file.indexOf(newline, at);
    if (end < 0) return undefined;
    digest = hash('sha256', Buffer.concat([digest, file.subarray(at, end)]), 'buffer');
    at = end + 1;
  }
  return digest;
}

function ofContext(files: ReceiptFiles, events: readonly ReadEvent[]): Outcome[] {
  const text = files.get(context);
  if (!text) return [];
  const logged = events.map(({ body }) => body.outputs.context_digest).findLast((digest) => typeof digest === 'string');
  if (logged === undefined) return [incomplete(`no event that is here has the digest of ${context}`)];
  return logged === hash('sha256', text, 'hex') ? [] : [tampered(`${context} is not the context that was logged`)];
}
