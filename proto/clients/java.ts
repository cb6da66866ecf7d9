import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../tools.ts';
import { readContract } from './contract.ts';
import { className, facade } from './java_facade.ts';
import type { GeneratedClient } from './language.ts';

const plugins = [
  { name: 'protoc', artifact: 'com.google.protobuf:protoc:4.36.2' },
  { name: 'protoc-gen-grpc-java', artifact: 'io.grpc:protoc-gen-grpc-java:1.83.1' },
];
const copier = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy';

/** The classifier under which Maven Central holds programs for this machine. */
function platform(): string {
  const system = { linux: 'linux', darwin: 'osx' }[process.platform as string];
  const processor = { x64: 'x86_64', arm64: 'aarch_64' }[process.arch as string];
  if (!system || !processor) throw new Error(`there is no protoc for Java on ${process.platform} ${process.arch}`);
  return `${system}-${processor}`;
}

export const client: GeneratedClient = {
  folders: ['clients/java/src/gen'],
  needs: [['mvn', '--version']],
  pins: plugins.map(({ artifact }) => artifact),

  install(folder) {
    for (const { name, artifact } of plugins) {
      const installed = join(folder, name);
      run('mvn', [
        ...['--batch-mode', '--quiet', copier, `-Dartifact=${artifact}:exe:${platform()}`],
        ...[`-DoutputDirectory=${folder}`, '-Dmdep.stripVersion', '-Dmdep.stripClassifier', '-Dmdep.overWriteReleases'],
      ]);
      renameSync(join(folder, `${name}.exe`), installed);
      chmodSync(installed, 0o755);
    }
  },

  finish(made, descriptors) {
    const folder = join(made, 'clients/java/src/gen/java/sfs/client');
    mkdirSync(folder, { recursive: true });
    const { services, comment } = readContract(descriptors);
    for (const service of services) writeFileSync(join(folder, `${className(service)}.java`), facade(service, comment));
  },
};
