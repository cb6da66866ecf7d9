import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { sfs } from '../cli/run.ts';
import type { Stage } from './stage.ts';

/** Insists that a folder holds the receipt of a run that holds, by keys that came from the server and not from the folder. */
export async function expectReceipt(stage: Stage, receipt: string, runId: string): Promise<void> {
  const home = stage.folder();
  const { keys } = await stage.world.owner.audit.listLogKeys({});
  writeFileSync(join(home, 'keys.txt'), keys.map(({ line }) => `${line}\n`).join(''));
  const argv = ['audit', 'verify', receipt, '--offline', '--keys', 'keys.txt'];
  const { code, stdout, stderr } = await sfs(argv, { cwd: home, env: { HOME: home } });
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(receipt, 'run.json'), 'utf8'))).toMatchObject({ id: runId });
  for (const name of ['findings.jsonl', 'findings.salt', 'context.md'])
    expect(existsSync(join(receipt, name)), name).toBe(false);
}

/** A stage whose sfs makes no receipt, and ends with this exit code in its place. */
export function withoutReceipts(stage: Stage, code: number): Stage {
  const bin = stage.folder();
  const script = `if [ "$1 $2" = "audit receipt" ]; then exit ${code}; fi\nexec "${join(stage.bin, 'sfs')}" "$@"`;
  writeFileSync(join(bin, 'sfs'), `#!/bin/bash\n${script}\n`);
  chmodSync(join(bin, 'sfs'), 0o755);
  const path = `${bin}:${stage.bin}:${dirname(process.execPath)}:${process.env.PATH}`;
  return {
    ...stage,
    bash: (text, { cwd, env }) => stage.bash(text, { cwd, env: { ...env, PATH: path } }),
  };
}
