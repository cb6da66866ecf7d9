import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Pair, YAMLMap } from 'yaml';
import { usage } from './cli_error.ts';
import { asUsage, decodeText, readCheckoutFile } from './files.ts';
import { checkoutTop } from './git.ts';
import { nearest } from './suggest.ts';

/** A value of `.sfs.yaml` and the line it stands on. */
export interface Preference<T> {
  value: T;
  line: number;
}

/** All that `.sfs.yaml` may set. It comes with the pull request: nothing in it may decide where a key goes. */
export interface RepositoryFile {
  path: string;
  project?: Preference<string>;
  persona?: Preference<string>;
  format?: Preference<string>;
  color?: Preference<boolean>;
}

const fileName = '.sfs.yaml';
const maxBytes = 64 * 1024;

/** What each key must hold. `output` holds the preferences for output. */
const top = { project: 'string', persona: 'string', output: 'map' } as const;
const output = { format: 'string', color: 'boolean' } as const;

/** Settings that somebody might try: they get a better answer than "unknown". */
const forbidden = /server|url|host|address|profile|tls|cert|ca$|key|token|secret|insecure|data|config|database|proxy/i;

/** `.sfs.yaml` of the checkout around `cwd`, found by walking up to its top; outside a checkout only `cwd` is looked at. */
export async function repositoryFile(cwd: string): Promise<RepositoryFile | undefined> {
  const path = find(cwd);
  if (path === undefined) return undefined;
  const text = asUsage(fileName, () => decodeText(readCheckoutFile(cwd, path, maxBytes), path));
  return parse(text, path);
}

function find(cwd: string): string | undefined {
  const last = checkoutTop(cwd) ?? resolve(cwd);
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, fileName))) return relative(cwd, join(folder, fileName));
    if (folder === last) return undefined;
  }
}

async function parse(text: string, path: string): Promise<RepositoryFile> {
  // Loaded only where a file exists: it costs as much as a call.
  const { isMap, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => lines.linePos(offset).line;
  const broken = document.errors[0];
  if (broken) throw usage(`${path}, line ${place(broken.pos[0])}: not valid YAML`);
  const file: RepositoryFile = { path };
  if (document.contents === null) return file;
  if (!isMap(document.contents)) throw usage(`${path} must hold settings as \`name: value\``);

  const read = (map: YAMLMap, allowed: Record<string, string>, prefix: string) => {
    for (const pair of map.items as Pair<{ value: unknown; range: number[] }, { value?: unknown }>[]) {
      const name = String(pair.key.value);
      const line = place(pair.key.range[0]!);
      const known = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
      const kind = known ?? refuse(`${prefix}${name}`, Object.keys(allowed), path, line);
      if (kind === 'map' && isMap(pair.value)) read(pair.value, output, `${name}.`);
      else if (kind === typeof pair.value?.value) Object.assign(file, { [name]: { value: pair.value?.value, line } });
      else throw usage(`${path}, line ${line}: ${prefix}${name} must be a ${kind}`);
    }
  };
  read(document.contents as YAMLMap, top, '');
  return file;
}

function refuse(name: string, allowed: string[], path: string, line: number): never {
  if (forbidden.test(name)) {
    throw usage(
      `${path}, line ${line}: this setting is not allowed here, because a pull request could change where the key goes`,
      'use a flag, the environment or a profile; .sfs.yaml may set project, persona and output',
    );
  }
  const near = nearest(name, allowed);
  throw usage(
    `${path}, line ${line}: unknown setting`,
    near ? `did you mean ${near}?` : `known: ${allowed.join(', ')}`,
  );
}
