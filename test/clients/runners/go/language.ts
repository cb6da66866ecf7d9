import { join } from 'node:path';
import type { Language } from '../../language.ts';

const runner = import.meta.dirname;
const client = join(runner, '../../../../clients/go');

export const language: Language = {
  name: 'go',
  needs: [['go', 'version']],
  build: [
    { command: 'go', args: ['build', './...'], cwd: client },
    { command: 'go', args: ['build', '-o', 'bin/runner', '.'], cwd: runner },
    { command: 'go', args: ['build', '-o', 'bin/example', './example'], cwd: client },
  ],
  checks: [
    // gofmt ends with 0 whatever it lists.
    {
      command: 'sh',
      args: ['-c', 'test -z "$(gofmt -l . ../../test/clients/runners/go | tee /dev/stderr)"'],
      cwd: client,
    },
    { command: 'go', args: ['vet', './...'], cwd: client },
    { command: 'go', args: ['vet', './...'], cwd: runner },
    { command: 'go', args: ['test', './...'], cwd: client },
  ],
  runners: [{ name: 'go', command: join(runner, 'bin/runner'), args: [] }],
  example: { command: join(client, 'bin/example'), args: [] },
};
