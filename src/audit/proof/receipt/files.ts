import { isUtf8 } from 'node:buffer';

/** A receipt by the names of its files; folders in names are written with a slash. */
export type ReceiptFiles = ReadonlyMap<string, Buffer>;

/** A receipt with more bytes than this is not read: findings and context are bounded by the server well below it. */
export const receiptMaxBytes = 64 * 1024 * 1024;

/** An event's bytes; C2SP entry bundles have no longer entries. */
export const bodyMaxBytes = 65_535;

/** The names of a receipt's files. */
export const receiptNames = {
  run: 'run.json',
  attestation: 'attestation.dsse.json',
  checkpoint: 'checkpoint',
  keys: 'keys.txt',
  consistency: 'consistency',
  findings: 'findings.jsonl',
  salt: 'findings.salt',
  context: 'context.md',
  body: (number: number) => `events/${number}.body`,
  proof: (number: number) => `events/${number}.tlog-proof`,
} as const;

const { run, attestation, checkpoint, keys, consistency, findings, salt, context } = receiptNames;
const plain: ReadonlySet<string> = new Set([run, attestation, checkpoint, keys, consistency, findings, salt, context]);
const ofEvent = /^events\/([1-9][0-9]{0,8})\.(body|tlog-proof)$/;

/** Whether a file of this name belongs to a receipt. */
export const isReceiptName = (name: string): boolean => plain.has(name) || ofEvent.test(name);

/** The numbers of the events of which there is a file of this kind, ascending. */
export function eventNumbers(files: ReceiptFiles, kind: 'body' | 'tlog-proof'): number[] {
  const matches = [...files.keys()].map((name) => ofEvent.exec(name));
  return matches.flatMap((match) => (match?.[2] === kind ? [Number(match[1])] : [])).sort((a, b) => a - b);
}

// Findings and context are as long as agents made them; of the others, and of any JSON that is parsed, nothing comes near this.
const otherMaxBytes = 1024 * 1024;

/** How many bytes of a file are read. */
export const maxBytesOf = (name: string): number =>
  name === findings || name === context ? receiptMaxBytes : otherMaxBytes;

/** The text of a file; undefined where the file is absent or not UTF-8. */
export function textOf(files: ReceiptFiles, name: string): string | undefined {
  const bytes = files.get(name);
  return bytes && isUtf8(bytes) ? bytes.toString() : undefined;
}
