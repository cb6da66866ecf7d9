import { run } from '../tools.ts';
import type { GeneratedClient } from './language.ts';

const plugins = [
  'google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12',
  'google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2',
];

export const client: GeneratedClient = {
  folders: ['clients/go/gen'],
  needs: [['go', 'version']],
  pins: plugins,
  install(folder) {
    for (const plugin of plugins) run('go', ['install', plugin], { cwd: folder, env: { GOBIN: folder } });
  },
};
