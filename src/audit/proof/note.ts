import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { decode, decodeHash, encode } from './base64.ts';
import { decimalOf } from './decimal.ts';
import { emptyRoot } from './merkle.ts';

/** A signed note, a checkpoint or a key that is not what it has to be. The message names nothing of the input. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

/** The head of a log (C2SP tlog-checkpoint): whose, how many leaves, and the root of their tree. */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

/** The text that is signed: origin, size and root, each with a newline. Throws NoteError where parseCheckpoint would refuse it. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${encode(root)}\n`;
  parseCheckpoint(text);
  return text;
}

/**
 * Reads the text of a checkpoint. Stricter than C2SP tlog-checkpoint: no extension lines, an origin that could name a key,
 * and the empty root for size 0. Throws NoteError.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n');
  if (rest.length !== 1 || rest[0] !== '') throw new NoteError('a checkpoint has exactly three lines');
  if (!isName(origin!)) throw new NoteError('the origin of the checkpoint is none');
  const leaves = decimalOf(size!);
  if (leaves === undefined) throw new NoteError('the size of the checkpoint is not a decimal number');
  const hashed = decodeHash(root!);
  if (!hashed) throw new NoteError('the root of the checkpoint is not the base 64 of 32 bytes');
  if (leaves === 0 && !hashed.equals(emptyRoot)) throw new NoteError('the checkpoint of no leaves has another root');
  return { origin: origin!, size: leaves, root: hashed };
}

/** The public half of an Ed25519 key that signs notes. */
export interface VerifierKey {
  name: string;
  /** 8 hex digits: the first four bytes of SHA-256 of name, newline, type and key. */
  id: string;
  /** The key's 32 bytes. */
  publicKey: Buffer;
  /** All of it in one word: name+id+base64 of type and key. */
  vkey: string;
}

// The type of Ed25519 in C2SP signed-note.
const ed25519 = 0x01;
const signatureBytes = 64;
const idBytes = 4;

/** The verifier key of a name and 32 bytes of Ed25519. Throws NoteError where the name cannot be one or the length is another. */
export function makeVerifierKey(name: string, publicKey: Buffer): VerifierKey {
  if (!isName(name)) throw new NoteError('the name of the key is empty or has blanks, a plus or control characters');
  if (publicKey.length !== 32) throw new NoteError('an Ed25519 key has 32 bytes');
  const typed = Buffer.concat([Buffer.of(ed25519), publicKey]);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'hex').slice(0, 2 * idBytes);
  return { name, id, publicKey: Buffer.from(publicKey), vkey: `${name}+${id}+${encode(typed)}` };
}

/** Reads a verifier key. Throws NoteError unless it is one of Ed25519, in the one spelling there is, with the id that belongs to it. */
export function parseVkey(text: string): VerifierKey {
  // Only the name and the id cannot hold a plus; base 64 can.
  const [, name, id, typedText] = /^([^+]+)\+([0-9a-f]{8})\+([^\s]+)$/.exec(text) ?? [];
  if (name === undefined || id === undefined || typedText === undefined)
    throw new NoteError('a verifier key is name+id+key');
  const typed = decode(typedText);
  if (typed?.length !== 33 || typed[0] !== ed25519) throw new NoteError('the verifier key is not one of Ed25519');
  const key = makeVerifierKey(name, typed.subarray(1));
  if (key.id !== id) throw new NoteError('the id of the verifier key is not that of its name and key');
  return key;
}

/** What signs: 64 bytes of Ed25519 over the text. */
export interface NoteSigner {
  key: VerifierKey;
  sign(text: Buffer): Buffer;
}

/** The most signatures of a note. C2SP signed-note asks to accept this many. */
const mostSignatures = 16;

/** A text with its signatures (C2SP signed-note). Throws NoteError where openNote would refuse the form of it. */
export function signNote(text: string, signers: NoteSigner[]): string {
  const bytes = Buffer.from(text);
  if (new Set(signers.map(({ key }) => key.vkey)).size < signers.length) throw new NoteError('a key signs twice');
  const lines = signers.map((signer) => {
    const signature = signer.sign(bytes);
    if (signature.length !== signatureBytes) throw new NoteError('an Ed25519 signature has 64 bytes');
    const { name, id } = signer.key;
    return `${dash}${name} ${encode(Buffer.concat([Buffer.from(id, 'hex'), signature]))}\n`;
  });
  const note = `${text}\n${lines.join('')}`;
  if (splitNote(note).text !== text) throw new NoteError('the text of the note does not end where it should');
  return note;
}

/** A note that was opened: only what signedBy vouches for is worth reading. */
export interface OpenedNote {
  text: string;
  /** The trusted keys that signed, in the order of their lines. Empty: nobody who is trusted did. */
  signedBy: VerifierKey[];
  /** Who else claims to have signed: nothing of it was checked. */
  strangers: { name: string; id: string }[];
}

/**
 * Opens a signed note. A key is trusted by name and id together, as C2SP signed-note has it.
 * Throws NoteError where the note is malformed, where a signature of a trusted key does not verify, and where one signs twice.
 */
export function openNote(note: string, trusted: VerifierKey[]): OpenedNote {
  const { text, signatures } = splitNote(note);
  const bytes = Buffer.from(text);
  const opened: OpenedNote = { text, signedBy: [], strangers: [] };
  for (const { name, id, signature } of signatures) {
    const known = trusted.filter((key) => key.name === name && key.id === id);
    if (known.length === 0) {
      opened.strangers.push({ name, id });
      continue;
    }
    // An id is short enough for two keys to share it; they are still two keys.
    const signer = known.find((key) => isSignature(signature, bytes, key));
    if (!signer) throw new NoteError('the signature of a trusted key does not verify');
    if (opened.signedBy.includes(signer)) throw new NoteError('a trusted key signs twice');
    opened.signedBy.push(signer);
  }
  return opened;
}

interface SignatureLine {
  name: string;
  id: string;
  signature: Buffer;
}

const dash = '\u2014 ';

/** The text and the signature lines of a note; the last blank line is between them. */
function splitNote(note: string): { text: string; signatures: SignatureLine[] } {
  // Lone surrogates become the same bytes as each other, so two notes would have one signature.
  if (!note.isWellFormed() || /[^\P{Cc}\n]/u.test(note)) throw new NoteError('the note has control characters');
  const end = note.lastIndexOf('\n\n');
  if (end < 0) throw new NoteError('the note has no blank line before its signatures');
  const lines = note.slice(end + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0) throw new NoteError('the note does not end with a signature line');
  if (lines.length > mostSignatures) throw new NoteError(`the note has more than ${mostSignatures} signatures`);
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureLine) };
}

function signatureLine(line: string): SignatureLine {
  const [name, content, ...rest] = line.startsWith(dash) ? line.slice(dash.length).split(' ') : [];
  const bytes = decode(content ?? '');
  if (name === undefined || !isName(name) || rest.length > 0 || !bytes || bytes.length <= idBytes)
    throw new NoteError('a signature line of the note is malformed');
  return { name, id: bytes.toString('hex', 0, idBytes), signature: bytes.subarray(idBytes) };
}

const isName = (name: string) => name.isWellFormed() && /^[^\s+\p{Cc}]+$/u.test(name);

// What the DER of an Ed25519 public key begins with (RFC 8410): the 32 bytes follow.
const spkiOfEd25519 = Buffer.from('302a300506032b6570032100', 'hex');
const keyObjects = new WeakMap<VerifierKey, KeyObject>();

function isSignature(signature: Buffer, bytes: Buffer, key: VerifierKey): boolean {
  if (signature.length !== signatureBytes) return false;
  return verify(null, bytes, keyObjectOf(key), signature);
}

function keyObjectOf(key: VerifierKey): KeyObject {
  const known = keyObjects.get(key);
  if (known) return known;
  const made = createPublicKey({ key: Buffer.concat([spkiOfEd25519, key.publicKey]), format: 'der', type: 'spki' });
  keyObjects.set(key, made);
  return made;
}
