import type { DescMessage, DescMethod, DescService } from '@bufbuild/protobuf';
import { type Contract, pageItems, plural } from './contract.ts';

/** `AgentRunService` is called `AgentRunsClient` in Java. */
export const className = (service: DescService): string => `${plural(service)}Client`;

/** The class with one Java method per rpc of a service, and one more per list and per asynchronous form. */
export function facade(service: DescService, comment: Contract['comment']): string {
  const parts = service.methods
    .map((method) => members(service, method, comment(method)))
    .filter((part) => part !== undefined);
  const types = service.methods.flatMap(({ input, output }) => [input, output]);
  const items = service.methods.flatMap((method) => pageItems(method)?.message ?? []);
  const imports = [
    ...new Set([...types, ...items].map(({ name }) => `sfs.v1.${name}`)),
    `sfs.v1.${service.name}Grpc`,
    'java.util.concurrent.CompletableFuture',
  ].filter((name) => parts.some((part) => part.includes(name.slice(name.lastIndexOf('.') + 1))));
  return `// Generated from ${service.file.name}.proto by proto/clients/java_facade.ts. DO NOT EDIT!
package sfs.client;

${imports
  .sort()
  .map((name) => `import ${name};`)
  .join('\n')}

/**
${javadoc(service, comment(service), '')}
 *
 * <p>A call that fails throws {@link SfsException}; a future fails with it.
 */
public final class ${className(service)} {
  private final Calls calls;

  ${className(service)}(Calls calls) {
    this.calls = calls;
  }
${parts.join('')}}
`;
}

function members(service: DescService, method: DescMethod, comment: string): string | undefined {
  const { localName: name, input, output } = method;
  const grpc = `${service.name}Grpc.get${method.name}Method()`;
  const lines = javadoc(method, comment, '  ');
  const documented = `
  /**${lines.includes('\n') || lines.length > 96 ? `\n${lines}\n  ` : lines.replace('   *', '')} */`;
  if (method.methodKind === 'server_streaming')
    return `${documented}
${head(`SfsStream<${output.name}> ${name}`, input)}
    return calls.serverStream(${grpc}, request);
  }
`;
  // Streams of the caller have their own method by hand: SfsClient.addFindings.
  if (method.methodKind !== 'unary') return undefined;
  const one = `${documented}
${head(`${output.name} ${name}`, input)}
    return calls.unary(${grpc}, request);
  }

  /** {@link #${name}} without waiting; {@code cancel} of this future ends the call. */
${head(`CompletableFuture<${output.name}> ${name}Async`, input)}
    return calls.unaryAsync(${grpc}, request);
  }
`;
  const items = pageItems(method);
  if (!items) return one;
  return `${one}
  /** All items of {@link #${name}}; a page is asked for when it is needed. */
${head(`SfsIterable<${items.message!.name}> all${method.name.replace(/^List/, '')}`, input)}
    return Pages.all(
        token ->
            ${name}(
                token.isEmpty() ? request : request.toBuilder().setPageToken(token).build()),
        ${output.name}::get${pascal(items.name)}List,
        ${output.name}::getNextPageToken);
  }
`;
}

/** The first line of a Java method, or its first two. */
function head(resultAndName: string, input: DescMessage): string {
  const line = `  public ${resultAndName}(${input.name} request) {`;
  return line.length <= 100 ? line : line.replace('(', '(\n      ');
}

const pascal = (name: string) => name.replaceAll(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());

/** The comment of the proto as lines of Javadoc. `GetAgentRun returns …` becomes `Returns …`. */
function javadoc({ name }: DescService | DescMethod, comment: string, indent: string): string {
  const escaped = comment
    .replace(new RegExp(`^${name} (.)`), (_, letter) => letter.toUpperCase())
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll('*/', '*&#47;')
    .replaceAll(/`([^`{}]+)`/g, '{@code $1}');
  return escaped
    .split(/\n\s*\n/)
    .map((paragraph, index) => wrapped(`${index === 0 ? '' : '<p>'}${paragraph.trim()}`, `${indent} * `))
    .join(`\n${indent} *\n`);
}

function wrapped(text: string, start: string): string {
  const lines = [start];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line !== start && line.length + word.length >= 100) lines.push(`${start}${word}`);
    else lines[lines.length - 1] = line === start ? `${line}${word}` : `${line} ${word}`;
  }
  return lines.join('\n');
}
