import { isUtf8 } from 'node:buffer';
import { type Finding, fromObject, isObject, sizeOf } from './finding.ts';
import { checkJson } from './json_check.ts';
import { leftOut } from './normalise.ts';
import { fromSarif } from './sarif.ts';
import { byteLength } from './text.ts';

/** What a run may hold, and so what a file may. */
export const fileLimits = { findings: 25_000, bytes: 32 * 1024 * 1024 } as const;

export type ParsedFindings =
  /** With `problems`, the findings are good to look at, but the run is errored. */
  | { ok: true; findings: Finding[]; format: 'list' | 'sarif'; problems: string[] }
  /** `reason` says where and what kind of thing is wrong, and never holds anything of the file. */
  | { ok: false; reason: string };

/**
 * Reads a findings file: UTF-8, with or without a byte order mark, holding a JSON list of objects or a SARIF 2.1.0 log.
 *
 * Nothing is guessed: whatever is not exactly that is not ok, and a run must not be green on it.
 */
export function parseFindings(bytes: Uint8Array): ParsedFindings {
  if (bytes.byteLength > fileLimits.bytes) return no(`has more than ${fileLimits.bytes} bytes (32 MiB)`);
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return no('is UTF-16; write it as UTF-8');
  if (!isUtf8(bytes)) return no(`is not UTF-8 (line ${lineOfBadByte(bytes)})`);
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.trim() === '') return no('is empty; a review without findings writes []');
  const fault = checkJson(text);
  if (fault) return no(`is not valid JSON: line ${fault.line}, column ${fault.column}: ${fault.what}`);
  return fromValue(JSON.parse(text));
}

function fromValue(value: unknown): ParsedFindings {
  if (Array.isArray(value)) return fromList(value);
  if (!isObject(value)) return no(`holds ${kindOf(value)}; expected a list of objects, or SARIF 2.1.0`);
  if (!('runs' in value || 'version' in value || '$schema' in value)) {
    return no('holds an object that is not SARIF 2.1.0; expected a list of objects, or SARIF 2.1.0');
  }
  const sarif = fromSarif(value);
  if (!sarif.ok) return no(sarif.reason);
  return collect(sarif.findings, 'sarif', sarif.problems);
}

function fromList(list: unknown[]): ParsedFindings {
  const wrong = list.findIndex((element) => !isObject(element));
  if (wrong >= 0)
    return no(
      `is not a list of objects: element ${wrong + 1} of the list is ${kindOf(list[wrong])}; expected an object`,
    );
  const makers = list.map((object, index) => () => fromObject(object, index));
  return collect(makers, 'list', []);
}

/** Makes the findings one by one and stops at the limits, because message templates in SARIF can make a small file large. */
function collect(makers: readonly (() => Finding)[], format: 'list' | 'sarif', problems: string[]): ParsedFindings {
  if (makers.length > fileLimits.findings) {
    return no(`holds ${makers.length} findings; at most ${fileLimits.findings} are allowed`);
  }
  const findings: Finding[] = [];
  let texts = 0;
  for (const make of makers) {
    const finding = make();
    texts += sizeOf(finding) - byteLength(finding.extraJson) + noteBytes + framingOf(finding);
    if (texts > fileLimits.bytes) return no(`holds findings with more than ${fileLimits.bytes} bytes (32 MiB) of text`);
    findings.push(finding);
  }
  dropExtras(findings, fileLimits.bytes - texts);
  return { ok: true, findings, format, problems };
}

/** What a note in place of an original object takes, at most. */
const noteBytes = byteLength(leftOut(fileLimits.bytes));

/** What a finding takes beside its texts when it is sent, at most: tags, lengths and numbers. A run counts them, too. */
function framingOf(finding: Finding): number {
  const values = Object.values(finding).filter((value) => value !== '');
  return values.reduce((bytes: number, value) => bytes + (typeof value === 'string' ? 4 : 11), 5);
}

/** Keeps original objects while there is room for them; a run has room for its findings first. */
function dropExtras(findings: readonly Finding[], room: number): void {
  let left = room;
  for (const finding of findings) {
    const bytes = byteLength(finding.extraJson);
    if (bytes <= left) left -= bytes;
    else finding.extraJson = leftOut(bytes);
  }
}

function lineOfBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.byteLength];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (startsWell(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  let line = 1;
  for (const byte of bytes.subarray(0, good)) if (byte === 0x0a) line += 1;
  return line;
}

/** True for UTF-8 that may end in the middle of a character. */
function startsWell(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function no(reason: string): ParsedFindings {
  return { ok: false, reason: `The findings file ${reason}.` };
}
