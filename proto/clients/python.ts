import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt';
import { run, top } from '../tools.ts';
import { readContract } from './contract.ts';
import type { GeneratedClient } from './language.ts';

// Not the newest generator: its code would run with no older runtime, and a client is installed beside packages that
// have a say in that. pyproject.toml has the same lower bounds.
const packages = ['grpcio==1.76.0', 'grpcio-tools==1.76.0', 'mypy-protobuf==5.1.0', 'protobuf==6.33.6'];
const tools = join(top, '.third_party/tools/python');
const source = 'clients/python/src';
const folder = `${source}/sfs/v1`;

export const client: GeneratedClient = {
  folders: [folder],
  needs: [['python3', '-c', 'import ensurepip, venv']],
  // The programs of a venv hold its path: in a checkout that was moved they do not run.
  pins: [...packages, tools],

  install(into) {
    run('python3', ['-m', 'venv', join(into, 'venv')]);
    run(join(into, 'venv/bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  },

  finish(made, descriptors) {
    const { files } = readContract(descriptors);
    makeGrpc(made, descriptors, files);
    // The plugin writes a file for each proto, also where there is no service.
    for (const { name } of files.filter(({ service }) => service.length === 0))
      rmSync(join(made, source, `${stem(name)}_grpc.pyi`));
    writeFileSync(join(made, folder, '__init__.py'), packageOf(files));
  },
};

/** gRPC's own generator is no plugin: it is a part of grpc_tools' protoc, which reads the descriptors itself. */
function makeGrpc(made: string, descriptors: Uint8Array, files: FileDescriptorProto[]): void {
  const set = join(made, 'descriptors.binpb');
  writeFileSync(set, descriptors);
  const services = files.filter(({ service }) => service.length > 0).map(({ name }) => name);
  const out = `--grpc_python_out=${join(made, source)}`;
  run(join(tools, 'venv/bin/python'), ['-m', 'grpc_tools.protoc', `--descriptor_set_in=${set}`, out, ...services]);
}

/** Every message, enum and value of the API in one module: `v1.AgentRun`, `v1.AGENT_RUN_STATUS_PASSED`. */
function packageOf(files: FileDescriptorProto[]): string {
  const modules = files.map(({ name, messageType, enumType }) => ({
    module: stem(name).slice('sfs/v1/'.length),
    names: [...messageType, ...enumType, ...enumType.flatMap(({ value }) => value)].map((type) => type.name).sort(),
  }));
  const imports = modules.map(({ module, names }) => `from .${module} import (\n${lines(names)})\n`).join('');
  const exported = modules.flatMap(({ names }) => names.map((name) => `"${name}"`)).sort();
  return `"""The messages of sfs.v1. Generated from the protos."""\n\n${imports}\n__all__ = [\n${lines(exported)}]\n`;
}

const stem = (proto: string) => `${proto.slice(0, -'.proto'.length)}_pb2`;

const lines = (names: string[]) => names.map((name) => `    ${name},\n`).join('');
