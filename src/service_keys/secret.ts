import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { dashed } from '../db/ids.ts';
import { fromBase62, randomBase62, toBase62 } from './base62.ts';

/** A key belongs to a machine or to a member. */
export type KeyKind = 'service' | 'personal';

/** The parts of a key that is well formed; whether it is a key of anyone is for the database to say. */
export interface ParsedKey {
  /** The whole key, which is what is hashed. */
  text: string;
  kind: KeyKind;
  /** The key's uuid, lower-case with hyphens. */
  id: string;
  secret: string;
}

/** A secret added to the hash that is not in the database. Its number is stored with each hash, so that it can be replaced. */
export interface Pepper {
  number: number;
  value: string | Uint8Array;
}

const prefixes: Readonly<Record<KeyKind, string>> = { service: 'sfsk_', personal: 'sfsp_' };
const idWidth = 22;
/** 33 digits of base62 are 196 bits. */
const secretWidth = 33;
const crcWidth = 6;
const form = new RegExp(`^sfs[kp]_[0-9A-Za-z]{${idWidth}}_[0-9A-Za-z]{${secretWidth + crcWidth}}$`);
const bodyLength = 5 + idWidth + 1 + secretWidth;
/** Anything that begins like a key and goes on, but for the prefix that `prefixOf` shows. */
const likeAKey = new RegExp(`(sfs[kp]_)(?![0-9A-Za-z]{${idWidth}}(?![0-9A-Za-z_]))[0-9A-Za-z_]{8,4096}`, 'g');

/** Makes a new key for an id: `sfsk_` or `sfsp_`, the id, `_`, the secret, and a CRC-32 of all that, in base62. It is shown once. */
export function mintSecret(kind: KeyKind, id: string): string {
  const body = `${prefixes[kind]}${idText(id)}_${randomBase62(secretWidth, randomBytes)}`;
  return body + checksum(body);
}

/** The parts of a key, or undefined if it is none: another form, a wrong checksum, or an id that no uuid has. Needs no database. */
export function parseKey(text: string): ParsedKey | undefined {
  if (typeof text !== 'string' || !form.test(text)) return undefined;
  const body = text.slice(0, bodyLength);
  const id = fromBase62(body.slice(5, 5 + idWidth));
  if (text.slice(bodyLength) !== checksum(body) || id >= 2n ** 128n) return undefined;
  return { text, kind: text[3] === 'k' ? 'service' : 'personal', id: uuidText(id), secret: body.slice(6 + idWidth) };
}

/** What new secrets are hashed with: the pepper with the highest number. */
export const newestPepper = (peppers: ReadonlyMap<number, Pepper>): Pepper | undefined =>
  [...peppers.values()].sort((a, b) => b.number - a.number)[0];

/** What to store of a key: SHA-256 of all of it, or HMAC-SHA-256 where a pepper is configured. 196 random bits need no slow hash. */
export function hashSecret(key: string, pepper?: Pepper): Buffer {
  const hash = pepper ? createHmac('sha256', pepper.value) : createHash('sha256');
  return hash.update(key).digest();
}

/** True if two hashes are equal, in time that does not depend on where they differ. */
export function matchesHash(hash: Uint8Array, stored: Uint8Array): boolean {
  return hash.byteLength === stored.byteLength && timingSafeEqual(hash, stored);
}

/** Replaces everything that looks like one of our keys, whole or in part. The prefix that is shown for a key is left alone. */
export function maskKeys(text: string): string {
  return text.replace(likeAKey, '$1***');
}

/** Kind and id, to tell keys apart by: how the key's text begins, and nothing of the secret. */
export function prefixOf(key: string): string {
  return key.slice(0, 5 + idWidth);
}

function checksum(body: string): string {
  return toBase62(BigInt(crc32(body)), crcWidth);
}

function idText(uuid: string): string {
  const hex = uuid.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new TypeError('the id of a key must be a uuid');
  return toBase62(BigInt(`0x${hex}`), idWidth);
}

function uuidText(id: bigint): string {
  return dashed(id.toString(16).padStart(32, '0'));
}
