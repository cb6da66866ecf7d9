import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { World } from '../support/server.ts';
import { type Machine, machine } from './machine.ts';

/** A run that failed, with two findings. */
export async function endedRun(m: Machine): Promise<string> {
  const id = await m.started('--fail-on', 'high');
  const findings = [{ severity: 'high', title: 'a hole' }, { severity: 'low' }];
  const file = m.file(`${id}.json`, JSON.stringify(findings));
  const { code, stderr } = await m.sfs('agent', 'complete', id, '--summary', 's', '--findings-file', file);
  if (code !== 0) throw new Error(stderr);
  return id;
}

/** Every file below a folder, by its path there. */
export function readTree(root: string): Map<string, Buffer> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path.slice(root.length + 1), readFileSync(path)]));
}

/** Writes them into another folder. */
function writeTree(root: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
}

/** One receipt that the first test makes, and that is written anew for each that spoils it. */
export class Receipts {
  readonly #world: World;
  /** An ended run with two findings. */
  run = '';
  /** What `sfs audit keys` prints. */
  keys = '';
  /** Its receipt, with findings and context. */
  files: ReadonlyMap<string, Buffer> = new Map();

  constructor(world: World) {
    this.#world = world;
  }

  /** A machine with the receipt in `receipt` and the keys in `keys.txt`. */
  async machine(key: string = this.#world.ownerKey): Promise<Machine> {
    if (this.run === '') await this.#make(machine(this.#world, this.#world.ownerKey));
    const m = machine(this.#world, key);
    writeTree(join(m.cwd, 'receipt'), this.files);
    m.file('keys.txt', this.keys);
    return m;
  }

  async #make(m: Machine): Promise<void> {
    this.run = await endedRun(m);
    this.keys = (await m.sfs('audit', 'keys')).stdout;
    const { code, stderr } = await m.sfs('audit', 'receipt', this.run, '--out', 'receipt', '--with-findings');
    if (code !== 0 || stderr !== '') throw new Error(`exit ${code}: ${stderr}`);
    this.files = readTree(join(m.cwd, 'receipt'));
  }
}

/** `{ keys: 'ok', … }` of what `sfs audit verify` printed. */
export function results(stdout: string): Record<string, string> {
  const lines = stdout.trimEnd().split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/ {2,}/)).map(([result, name]) => [name, result]));
}
