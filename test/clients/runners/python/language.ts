import type { Language } from '../../language.ts';

const venv = '.third_party/clients/python';
const package_ = 'clients/python';
const runners = 'test/clients/runners/python';

/** A tool of the package's environment, run in the package. */
const check = (tool: string, ...args: string[]) => ({
  command: `../../${venv}/bin/${tool}`,
  args,
  cwd: package_,
});

export const language: Language = {
  name: 'python',
  needs: [['python3', '-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']],
  build: [{ command: 'python3', args: [`${runners}/build.py`, venv, package_] }],
  checks: [
    check('ruff', 'format', '--check', '--config', 'pyproject.toml', '.', `../../${runners}`),
    check('ruff', 'check', '--config', 'pyproject.toml', '.', `../../${runners}`),
    check('mypy'),
    check('pytest', '--quiet'),
  ],
  runners: [
    { name: 'python', command: `${venv}/bin/python`, args: [`${runners}/runner.py`] },
    { name: 'python-aio', command: `${venv}/bin/python`, args: [`${runners}/runner_aio.py`] },
  ],
  example: { command: `${venv}/bin/python`, args: [`${package_}/example/review.py`] },
};
