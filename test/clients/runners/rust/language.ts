import type { Language } from '../../language.ts';

const cwd = 'clients/rust';
const cargo = (...args: string[]) => ({ command: 'cargo', args, cwd });

export const language: Language = {
  name: 'rust',
  needs: [['cargo', '--version']],
  // In one command: apart they would want other features of their dependencies, and compile them twice.
  build: [cargo('build', '--locked', '--quiet', '--workspace', '--bins', '--examples')],
  checks: [
    cargo('fmt', '--all', '--check'),
    cargo('clippy', '--locked', '--quiet', '--workspace', '--all-targets', '--', '-D', 'warnings'),
    cargo('test', '--locked', '--quiet', '--workspace'),
  ],
  runners: [{ name: 'rust', command: 'clients/rust/target/debug/sfs-conformance-runner', args: [] }],
  example: { command: 'clients/rust/target/debug/examples/review', args: [] },
};
