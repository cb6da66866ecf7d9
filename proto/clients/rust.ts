import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DescMethod, DescService } from '@bufbuild/protobuf';
import { run } from '../tools.ts';
import { type Contract, hasRequestId, pageItems, plural, readContract } from './contract.ts';
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
  const { services, comment } = readContract(descriptors);
  const all = services.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const parts = [
    '// Made by proto/clients/rust.ts. DO NOT EDIT.',
    'use crate::{\n    Client, Error, ResultStream,\n    method::{Method, Paged},\n    v1::*,\n};',
    ...all.map((service) => facade(service, comment)),
    accessors(all),
    ...all.flatMap(({ methods }) => methods.map(method)),
    ...all.flatMap(({ methods }) => methods.filter(pageItems).map(page)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function facade(service: DescService, comment: Contract['comment']): string {
  const methods = service.methods
    // Its convenient form, `Client::add_findings`, is written by hand.
    .filter(({ methodKind }) => methodKind !== 'client_streaming')
    .map((method) => doc(comment(method), '    ') + facadeMethod(method));
  return [
    `${doc(comment(service), '')}#[derive(Clone, Copy, Debug)]`,
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
  const pages = all.flatMap(({ methods }) => methods.filter(pageItems).map(allOf));
  return `impl Client {\n${[...services, ...pages].join('\n\n')}\n}`;
}

function allOf(method: DescMethod): string {
  const item = pageItems(method)!.message!.name;
  const name = snake(method.name).replace(/^list_/, 'all_');
  return [
    `    /// Every ${item} of ${method.name}; the next page is asked for when it is needed.`,
    `    pub fn ${name}(&self, request: ${method.input.name}) -> ResultStream<${item}> {`,
    '        self.all(request)',
    '    }',
  ].join('\n');
}

function method(method: DescMethod): string {
  const { name, input, output, parent } = method;
  const lines = [
    `const PATH: &'static str = "/${parent.typeName}/${name}";`,
    `type Response = ${output.name};`,
    ...requestId(hasRequestId(method)),
  ];
  return `impl Method for ${input.name} {\n${lines.map((line) => `    ${line}`).join('\n')}\n}`;
}

const requestId = (has: boolean): string[] =>
  has ? ['fn request_id(&mut self) -> Option<&mut String> {', '    Some(&mut self.request_id)', '}'] : [];

function page(method: DescMethod): string {
  const items = pageItems(method)!;
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

function doc(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => `${`${indent}/// ${line.trim()}`.trimEnd()}\n`)
    .join('');
}

/** As prost spells it. */
const snake = (name: string) => name.replace(/(?<!^)([A-Z][a-z]|(?<=[a-z])[A-Z])/g, '_$1').toLowerCase();
