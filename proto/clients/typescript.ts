import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileRegistry, type DescMethod, type DescService, fromBinary } from '@bufbuild/protobuf';
import { type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { run, top } from '../tools.ts';
import { comments } from './comments.ts';
import type { GeneratedClient } from './language.ts';

const header = '// Made by proto/clients/typescript.ts. DO NOT EDIT.';
const packageFolder = 'clients/typescript';
const lock = readFileSync(join(top, packageFolder, 'package-lock.json'));

/** The client in TypeScript. */
export const client: GeneratedClient = {
  folders: ['clients/typescript/src/gen', 'clients/typescript/src/browser/gen'],
  needs: [['npm', '--version']],
  pins: [createHash('sha256').update(lock).digest('hex')],
  tools: `${packageFolder}/node_modules`,
  install() {
    // Not by "npm ci": see test/support/ready.mjs. Without scripts: they would compile what is not generated yet.
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    run('npm', ['install', ...flags, '--include=dev', '--include=optional'], { cwd: join(top, packageFolder) });
  },
  finish(made, descriptors) {
    const set = fromBinary(FileDescriptorSetSchema, descriptors);
    const gen = join(made, 'clients/typescript/src/gen');
    writeFileSync(join(gen, 'methods.ts'), methodTable(set));
    writeFileSync(join(gen, 'v1.ts'), exportsOf(set));
  },
};

/** Messages and enums by name; each generated file also exports helpers of the same names. */
function exportsOf(set: FileDescriptorSet): string {
  const lines = set.file
    .filter(({ name }) => name.startsWith('sfs/v1/') && name !== 'sfs/v1/access.proto')
    .map(({ name, messageType, enumType }) => {
      const names = [...messageType, ...enumType].map((type) => type.name).sort();
      return `export { ${names.join(', ')} } from './${name.replace('.proto', '.ts')}';`;
    });
  return `${header}\n\n/** Messages and enums of sfs.v1. Enum values that a newer server has arrive as numbers. */\n${lines.join('\n')}\n`;
}

/** What the client has to know of each method, as one object per service. */
function methodTable(set: FileDescriptorSet): string {
  const about = comments(set);
  const services = [...createFileRegistry(set)].filter(
    (type): type is DescService => type.kind === 'service' && type.typeName.startsWith('sfs.v1.'),
  );
  const imports = services.map(({ file }) => `import * as ${moduleOf(file.name)} from './${file.name}.ts';`);
  const tables = services.map((service) => {
    const lines = service.methods.map(
      (method) => `${doc(about.get(`${service.typeName}.${method.name}`), '  ')}${entry(service, method)}`,
    );
    return `${doc(about.get(service.typeName), '')}export const ${lower(service.name)} = {\n${lines.join('\n')}\n} as const;`;
  });
  return [header, '', ...imports.sort(), '', tables.join('\n\n'), ''].join('\n');
}

function entry(service: DescService, { name, input, output, methodKind }: DescMethod): string {
  const requestId = input.fields.some((field) => field.name === 'request_id');
  return [
    `  ${lower(name)}: {`,
    `    path: '/${service.typeName}/${name}',`,
    `    kind: '${methodKind}',`,
    `    hasRequestId: ${requestId},`,
    `    request: ${moduleOf(input.file.name)}.${input.name},`,
    `    response: ${moduleOf(output.file.name)}.${output.name},`,
    '  },',
  ].join('\n');
}

function doc(text: string | undefined, indent: string): string {
  if (!text) return '';
  return `${indent}/** ${text
    .trim()
    .replaceAll('*/', '*\\/')
    .split('\n')
    .map((line) => line.trim())
    .join(`\n${indent} * `)} */\n`.replaceAll(/ +$/gm, '');
}

/** `sfs/v1/agent_run` → `agent_run` */
const moduleOf = (file: string) => file.slice(file.lastIndexOf('/') + 1);

const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1);
