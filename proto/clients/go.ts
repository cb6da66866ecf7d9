import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../tools.ts';
import type { GeneratedClient } from './language.ts';

const plugins = {
  'protoc-gen-go': 'google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12',
  'protoc-gen-go-grpc': 'google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2',
};

/** `protoc-gen-go v1.36.12`, `protoc-gen-go-grpc 1.6.2`: compared by the number, a new pin replaces what is there. */
const isInstalled = (program: string, version: string) =>
  existsSync(program) && run(program, ['--version']).toString().trim().endsWith(version);

export const client: GeneratedClient = {
  folders: ['clients/go/gen'],
  install(folder) {
    for (const [name, module] of Object.entries(plugins)) {
      if (isInstalled(join(folder, name), module.split('@v')[1]!)) continue;
      run('go', ['install', module], { cwd: folder, env: { GOBIN: folder } });
    }
  },
};
