import { npmInstall } from '../../../../proto/clients/typescript.ts';
import type { Language } from '../../language.ts';

const cwd = 'clients/typescript';

/** The client for Node. */
export const language: Language = {
  name: 'typescript',
  needs: [['node', '--version']],
  build: [
    { command: 'npm', args: npmInstall, cwd },
    { command: 'node', args: ['node_modules/typescript/bin/tsc', '-p', '.'], cwd },
  ],
  checks: [
    { command: 'node', args: ['--test', 'test/*.test.mjs'], cwd },
    { command: 'node', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/clients/runners/typescript'] },
  ],
  runners: [{ name: 'typescript', command: 'node', args: ['test/clients/runners/typescript/runner.ts'] }],
  example: { command: 'node', args: ['clients/typescript/example/review.mjs'] },
};
