/**
 * Makes src/gen from the protos: `npm run gen`.
 *
 * Needs Go's module proxy once, for the rules of buf.validate; nothing third-party is committed. Output is committed, and
 * `.ci/run` fails on a difference.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileRegistry, type DescMessage, fromBinary, getExtension } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { buf, fetchThirdParty, replaceFolder, top } from './tools.ts';

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
replaceFolder(gen, join(top, 'src/gen'));
rmSync(made, { recursive: true, force: true });
console.log(`src/gen is made (${descriptors.length} bytes of descriptors)`);
