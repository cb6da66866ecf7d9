import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Rule } from './gate.ts';

/** What an answer must be like: see match.ts. */
export type Expected = unknown;

/** One thing that a case does. Exactly one of the first group is given. */
export interface Step {
  // What the client is told; the value is the method, or what the op needs.
  connect?: { options?: Record<string, unknown>; environment?: Record<string, string> };
  call?: string;
  all?: string;
  watch?: string;
  stream?: string;
  add_findings?: string;
  describe?: true;
  close?: true;
  // What happens around it.
  await?: string;
  cancel?: string;
  sleep_ms?: number;
  gate?: Rule[];
  server?: 'stop' | 'start';
  sql?: string;
  write_profile?: { name: string; content: Record<string, unknown>; mode?: string; active?: boolean };
  attempts?: {
    on: string;
    count?: Expected;
    same_request_id?: true;
    /** The client has told the server that it gave up, in each of them. */
    reset?: true;
    headers?: Expected;
    request?: Expected;
    spread_ms?: Expected;
  };

  // How: the client's name (default `main`), the request, and what it must come to.
  client?: string;
  request?: unknown;
  findings?: unknown;
  repeat?: unknown;
  request_id?: string;
  deadline_ms?: number;
  limit?: number;
  /** Does not wait; `await` and `cancel` name it. A stream that is not awaited is waited for until it has so many items. */
  background?: string;
  until_items?: number;
  /** Tries again until the expectation holds, for so long. */
  within_ms?: number;
  response?: Expected;
  items?: Expected;
  error?: Expected;
  text?: Expected;
  took_ms?: Expected;
  /** Variable → path into the answer, e.g. `run: run.id`. */
  save?: Record<string, string>;
}

/** A case: a story in steps, played in every language. */
export interface Case {
  case: string;
  /** Connects `main` to the gate with the service key before the first step; default: yes. */
  connected?: boolean;
  steps: Step[];
}

const folder = join(import.meta.dirname, 'cases');

/** All cases, file by file in the order of names. */
export function readCases(): { file: string; cases: Case[] }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({
      file: name,
      cases: parseAllDocuments(readFileSync(join(folder, name), 'utf8')).flatMap((document) => {
        if (document.errors[0]) throw new Error(`${name}: ${document.errors[0].message}`);
        return document.toJS() as Case[];
      }),
    }));
}
