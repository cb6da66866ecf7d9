import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileRegistry, type DescMethod, type DescService, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { run } from '../tools.ts';
import { comments } from './comments.ts';
import type { GeneratedClient } from './language.ts';

/** Its own lock file pins what it is built from. */
const plugin = 'protoc-gen-prost@0.5.0';

const gen = 'clients/rust/src/gen';

/** The client in Rust. */
export const client: GeneratedClient = {
  folders: [gen],
  needs: [['cargo', '--version']],
  pins: [plugin],
  install(folder) {
    run('cargo', ['install', plugin, '--locked', '--quiet', '--root', folder]);
  },
  finish(made, descriptors) {
    writeFileSync(join(made, gen, 'services.rs'), services(descriptors));
  },
};

/** A type with the methods of each service, and what the hand-written layer has to know of each request. */
function services(descriptors: Uint8Array): string {
  const set = fromBinary(FileDescriptorSetSchema, descriptors);
  const about = comments(set);
  const all = [...createFileRegistry(set)]
    .filter((type): type is DescService => type.kind === 'service' && type.typeName.startsWith('sfs.v1.'))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const parts = [
    '// Made by proto/clients/rust.ts. DO NOT EDIT.',
    'use crate::{\n    Client, Error, ResultStream,\n    method::{Method, Paged},\n    v1::*,\n};',
    ...all.map((service) => facade(service, about)),
    accessors(all),
    ...all.flatMap(({ methods }) => methods.map(method)),
    ...all.flatMap(({ methods }) => methods.filter(isPaged).map(page)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function facade(service: DescService, about: Map<string, string>): string {
  const methods = service.methods
    // Its convenient form, `Client::add_findings`, is written by hand.
    .filter(({ methodKind }) => methodKind !== 'client_streaming')
    .map((method) => doc(about.get(`${service.typeName}.${method.name}`), '    ') + facadeMethod(method));
  return [
    `${doc(about.get(service.typeName), '')}#[derive(Clone, Copy, Debug)]`,
    `pub struct ${plural(service)}<'a>(&'a Client);\n`,
    `impl ${plural(service)}<'_> {\n${methods.join('\n\n')}\n}`,
  ].join('\n');
}

function facadeMethod({ name, input, output, methodKind }: DescMethod): string {
  const [start, result, body] =
    methodKind === 'server_streaming'
      ? ['pub fn', `ResultStream<${output.name}>`, 'self.0.stream(request)']
      : ['pub async fn', `Result<${output.name}, Error>`, 'self.0.unary(request).await'];
  return `    ${start} ${snake(name)}(self, request: ${input.name}) -> ${result} {\n        ${body}\n    }`;
}

/** `Client::tickets` for each service, and `Client::all_tickets` for each list in pages. */
function accessors(all: DescService[]): string {
  const services = all.map((service) => {
    const type = plural(service);
    const head = `    /// The methods of ${service.name}.\n    pub fn ${snake(type)}(&self) -> ${type}<'_> {`;
    return `${head}\n        ${type}(self)\n    }`;
  });
  const pages = all.flatMap(({ methods }) => methods.filter(isPaged).map(allOf));
  return `impl Client {\n${[...services, ...pages].join('\n\n')}\n}`;
}

function allOf(method: DescMethod): string {
  const item = itemsOf(method).message!.name;
  const name = snake(method.name).replace(/^list_/, 'all_');
  return [
    `    /// Every ${item} of ${method.name}; the next page is asked for when it is needed.`,
    `    pub fn ${name}(&self, request: ${method.input.name}) -> ResultStream<${item}> {`,
    '        self.all(request)',
    '    }',
  ].join('\n');
}

function method({ name, input, output, parent }: DescMethod): string {
  const lines = [
    `const PATH: &'static str = "/${parent.typeName}/${name}";`,
    `type Response = ${output.name};`,
    ...requestId(input.fields.some((field) => field.name === 'request_id')),
  ];
  return `impl Method for ${input.name} {\n${lines.map((line) => `    ${line}`).join('\n')}\n}`;
}

const requestId = (has: boolean): string[] =>
  has ? ['fn request_id(&mut self) -> Option<&mut String> {', '    Some(&mut self.request_id)', '}'] : [];

function page(method: DescMethod): string {
  const items = itemsOf(method);
  return [
    `impl Paged for ${method.input.name} {`,
    `    type Item = ${items.message!.name};`,
    '    fn page_token(&mut self) -> &mut String {',
    '        &mut self.page_token',
    '    }',
    '    fn page(response: Self::Response) -> (Vec<Self::Item>, String) {',
    `        (response.${items.name}, response.next_page_token)`,
    '    }',
    '}',
  ].join('\n');
}

const isPaged = ({ output }: DescMethod) => output.fields.some(({ name }) => name === 'next_page_token');

const itemsOf = ({ output }: DescMethod) => output.fields.find(({ fieldKind }) => fieldKind === 'list')!;

function doc(text: string | undefined, indent: string): string {
  return (text ?? '')
    .split('\n')
    .map((line) => `${`${indent}/// ${line.trim()}`.trimEnd()}\n`)
    .join('');
}

/** `AgentRunService` → `AgentRuns`; what has no plural stays: `AuditService` → `Audit`. */
function plural({ name }: DescService): string {
  const one = name.replace(/Service$/, '');
  return ['Audit', 'Server'].includes(one) ? one : `${one}s`;
}

/** As prost spells it. */
const snake = (name: string) => name.replace(/(?<!^)([A-Z][a-z]|(?<=[a-z])[A-Z])/g, '_$1').toLowerCase();
