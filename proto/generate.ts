/**
 * Makes src/gen from the protos: `npm run gen`.
 *
 * Needs Go's module proxy once, for the rules of buf.validate; nothing third-party is committed. Output is committed, and
 * `.ci/run` fails on a difference.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createFileRegistry, type DescMessage, fromBinary, getExtension } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

const top = dirname(import.meta.dirname);
const thirdParty = join(top, '.third_party/proto');
const protovalidate = 'github.com/bufbuild/protovalidate@v1.2.2';

const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: top, stdio: ['ignore', 'pipe', 'inherit'] });
const buf = (...args: string[]) => run(join(top, 'node_modules/.bin/buf'), ...args);

function fetchThirdParty() {
  const modules = JSON.parse(run('go', 'mod', 'download', '-json', protovalidate).toString()) as { Dir: string };
  const files = {
    'buf/validate/validate.proto': join(modules.Dir, 'proto/protovalidate/buf/validate/validate.proto'),
    'google/rpc/status.proto': join(top, 'node_modules/google-gax/build/protos/google/rpc/status.proto'),
    'google/rpc/error_details.proto': join(top, 'node_modules/google-gax/build/protos/google/rpc/error_details.proto'),
    'grpc/health/v1/health.proto': join(top, 'node_modules/grpc-health-check/proto/health/v1/health.proto'),
  };
  rmSync(thirdParty, { recursive: true, force: true });
  for (const [name, source] of Object.entries(files)) {
    const target = join(thirdParty, name);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target);
    chmodSync(target, 0o644);
  }
}

/** The table behind `--format json`: how each field and enum value is spelled in Plain JSON. */
function plainTable(descriptors: Uint8Array) {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptors));
  const messages: Record<string, unknown> = {};
  const enums: Record<string, unknown> = {};
  for (const type of registry) {
    if (!type.typeName.startsWith('sfs.v1.')) continue;
    if (type.kind === 'message' && !type.typeName.endsWith('Request')) messages[type.typeName] = plainMessage(type);
    if (type.kind === 'enum')
      enums[type.typeName] = Object.fromEntries(
        type.values.filter((value) => value.number > 0).map((value) => [value.number, value.localName.toLowerCase()]),
      );
  }
  return { messages, enums };
}

function plainMessage(type: DescMessage) {
  const fields: Record<string, unknown> = {};
  for (const field of type.fields) {
    const repeated = field.fieldKind === 'list' ? { repeated: true } : {};
    const optional = field.fieldKind !== 'list' && field.presence === 1 ? { optional: true } : {};
    const message = field.message?.typeName;
    const kind =
      message === 'google.protobuf.Timestamp'
        ? { type: 'timestamp' }
        : message
          ? { type: 'message', of: message }
          : field.enum
            ? { type: 'enum', of: field.enum.typeName }
            : { type: 'scalar' };
    fields[field.localName] = { name: field.name, ...kind, ...repeated, ...optional };
  }
  return fields;
}

/** The catalogue of `sfs key scopes`: each scope and the methods that it opens, both sorted. */
function scopeTable(descriptors: Uint8Array) {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptors));
  const access = registry.getExtension('sfs.v1.access')!;
  const scopes = new Map<string, string[]>();
  for (const type of registry) {
    if (type.kind !== 'service' || !type.typeName.startsWith('sfs.v1.')) continue;
    for (const method of type.methods) {
      const { caller } = getExtension(method.proto.options!, access) as { caller: { case?: string; value?: string } };
      if (caller.case !== 'scope') continue;
      scopes.set(caller.value!, [...(scopes.get(caller.value!) ?? []), `${type.name}.${method.name}`].sort());
    }
  }
  return Object.fromEntries([...scopes].sort());
}

fetchThirdParty();
// Made beside the old one and then put in its place, so that whatever runs meanwhile finds one or the other.
const made = join(top, '.third_party/out');
const gen = join(made, 'src/gen');
rmSync(made, { recursive: true, force: true });
buf('generate', '--template', 'proto/buf.gen.yaml', '--output', made);
buf('generate', '--template', 'proto/buf.gen.client.yaml', '--output', made);
const paths = ['--path', 'proto/sfs', '--path', '.third_party/proto/grpc'];
const descriptors = new Uint8Array(
  buf('build', ...paths, '--exclude-source-info', '--as-file-descriptor-set', '-o', '-'),
);
writeFileSync(join(gen, 'descriptors.binpb'), descriptors);
writeFileSync(join(gen, 'plain.json'), `${JSON.stringify(plainTable(descriptors), null, 1)}\n`);
writeFileSync(join(gen, 'scopes.json'), `${JSON.stringify(scopeTable(descriptors), null, 1)}\n`);
const current = join(top, 'src/gen');
if (existsSync(current)) renameSync(current, join(made, 'old'));
renameSync(gen, current);
rmSync(made, { recursive: true, force: true });
console.log(`src/gen is made (${descriptors.length} bytes of descriptors)`);
