import { hash } from 'node:crypto';

/** What a version says: everything that its digest covers. */
export interface PersonaText {
  role: string;
  content: string;
  specializations: readonly string[];
  /** Plain JSON: model_id, prompt_version, tools, temperature; what is not pinned is left out. */
  pins: Pins;
}

/** As they are kept; names as in the proto. */
export interface Pins {
  model_id?: string;
  prompt_version?: string;
  tools?: { name: string; version: string }[];
  temperature?: number;
}

/**
 * sha256 in hex over the canonical JSON of role, content, specializations and pins.
 *
 * Anyone can compute it again: UTF-8, keys sorted at every level, no space, numbers as JavaScript writes them.
 */
export const digestOf = ({ role, content, specializations, pins }: PersonaText): string =>
  hash('sha256', canonicalJson({ role, content, specializations, pins }), 'hex');

/** JSON with sorted keys and no space; undefined values are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
