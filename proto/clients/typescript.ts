import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DescMethod, DescService } from '@bufbuild/protobuf';
import { run, top } from '../tools.ts';
import { type Contract, hasRequestId, readContract } from './contract.ts';
import type { GeneratedClient } from './language.ts';

const header = '// Made by proto/clients/typescript.ts. DO NOT EDIT.';
const packageFolder = 'clients/typescript';
const lock = readFileSync(join(top, packageFolder, 'package-lock.json'));

/**
 * The words of npm that install the package's tools, quickly where they are there. Not "npm ci": see test/support/ready.mjs. Without
 * scripts: they would compile what is not generated yet.
 */
export const npmInstall = [
  ...['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
  ...['--include=dev', '--include=optional'],
];

/** The client in TypeScript. */
export const client: GeneratedClient = {
  folders: ['clients/typescript/src/gen', 'clients/typescript/src/browser/gen'],
  needs: [['npm', '--version']],
  pins: [createHash('sha256').update(lock).digest('hex')],
  tools: `${packageFolder}/node_modules`,
  install() {
    run('npm', npmInstall, { cwd: join(top, packageFolder) });
  },
  finish(made, descriptors) {
    const contract = readContract(descriptors);
    const gen = join(made, 'clients/typescript/src/gen');
    writeFileSync(join(gen, 'methods.ts'), methodTable(contract));
    writeFileSync(join(gen, 'v1.ts'), exportsOf(contract));
  },
};

/** Messages and enums by name; each generated file also exports helpers of the same names. */
function exportsOf({ files }: Contract): string {
  const lines = files.map(({ name, messageType, enumType }) => {
    const names = [...messageType, ...enumType].map((type) => type.name).sort();
    return `export { ${names.join(', ')} } from './${name.replace('.proto', '.ts')}';`;
  });
  return `${header}\n\n/** Messages and enums of sfs.v1. Enum values that a newer server has arrive as numbers. */\n${lines.join('\n')}\n`;
}

/** What the client has to know of each method, as one object per service. */
function methodTable({ services, comment }: Contract): string {
  const imports = services.map(({ file }) => `import * as ${moduleOf(file.name)} from './${file.name}.ts';`);
  const tables = services.map((service) => {
    const lines = service.methods.map((method) => `${doc(comment(method), '  ')}${entry(service, method)}`);
    return `${doc(comment(service), '')}export const ${lower(service.name)} = {\n${lines.join('\n')}\n} as const;`;
  });
  return [header, '', ...imports.sort(), '', tables.join('\n\n'), ''].join('\n');
}

function entry(service: DescService, method: DescMethod): string {
  const { name, input, output, methodKind } = method;
  return [
    `  ${lower(name)}: {`,
    `    path: '/${service.typeName}/${name}',`,
    `    kind: '${methodKind}',`,
    `    hasRequestId: ${hasRequestId(method)},`,
    `    request: ${moduleOf(input.file.name)}.${input.name},`,
    `    response: ${moduleOf(output.file.name)}.${output.name},`,
    '  },',
  ].join('\n');
}

function doc(text: string, indent: string): string {
  return `${indent}/** ${text
    .replaceAll('*/', '*\\/')
    .split('\n')
    .map((line) => line.trim())
    .join(`\n${indent} * `)} */\n`.replaceAll(/ +$/gm, '');
}

/** `sfs/v1/agent_run` → `agent_run` */
const moduleOf = (file: string) => file.slice(file.lastIndexOf('/') + 1);

const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1);
