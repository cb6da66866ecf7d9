import type { Language } from '../../language.ts';

const here = 'test/clients/runners/java';
// Programs that live shortly: the start counts.
const maven = (folder: string, ...args: string[]) => ({
  command: 'mvn',
  args: ['--batch-mode', '--quiet', '--no-transfer-progress', '-f', folder, ...args],
  env: { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -XX:TieredStopAtLevel=1` },
});
const quick = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];
const java = (jar: string, ...args: string[]) => ({ command: 'java', args: [...quick, '-jar', jar, ...args] });
const runner = `${here}/runner/target/runner.jar`;

export const language: Language = {
  name: 'java',
  needs: [
    ['javac', '--release', '17', '-version'],
    ['mvn', '--version'],
  ],
  build: [maven(here, '-Dmaven.test.skip', 'package')],
  checks: [maven(here, 'verify')],
  runners: [
    { name: 'java', ...java(runner) },
    { name: 'java (futures)', ...java(runner, 'async') },
  ],
  example: java('clients/java/example/target/review.jar'),
};
