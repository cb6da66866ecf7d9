import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { type DescMessage, fromBinary, fromJson, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf';
// What a user imports as `sfs-client`.
import { ConfigError, connect, type SfsClient, SfsError, v1 } from '../../../../clients/typescript/dist/index.js';
import { methods, registry } from '../../messages.ts';

// Messages are taken apart by their names here.
// biome-ignore lint/suspicious/noExplicitAny: any message will do.
type Any = any;

interface Line {
  id: number;
  op: string;
  client: string;
  method: string;
  request: JsonValue;
  [name: string]: Any;
}

const clients = new Map<string, SfsClient>();
const open = new Map<number, AbortController>();
const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`);

/** proto3 JSON ↔ the client's own messages, by way of their bytes. */
const read = (type: DescMessage, json: JsonValue): Any =>
  codec(type).decode(toBinary(type, fromJson(type, json, { registry })));
const write = (type: DescMessage, message: Any): JsonValue =>
  toJson(type, fromBinary(type, codec(type).encode(message).finish()), { registry });
const codec = (type: DescMessage): Any => (v1 as Any)[type.name];

const services: Record<string, keyof SfsClient> = {
  AgentRunService: 'agentRuns',
  AuditService: 'audit',
  PersonaService: 'personas',
  ProjectService: 'projects',
  ServerService: 'server',
  ServiceKeyService: 'serviceKeys',
  TicketService: 'tickets',
};
const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1);

async function handle(line: Line, signal: AbortSignal): Promise<object> {
  const client = clients.get(line.client);
  const call = { signal, ...(line.deadline_ms === undefined ? {} : { deadlineMs: line.deadline_ms }) };
  const [service = '', name = ''] = line.method?.split('/') ?? [];
  const method = methods.get(line.method);
  const input = () => read(method!.input, line.request);
  switch (line.op) {
    case 'connect': {
      const { server, key, profile, insecure, tls_ca, tls_cert, tls_key, deadline_ms } = line.options;
      const options = {
        server,
        key,
        profile,
        insecure,
        tlsCa: tls_ca,
        tlsCert: tls_cert,
        tlsKey: tls_key,
        deadlineMs: deadline_ms,
      };
      clients.set(line.client, connect({ ...options, environment: line.environment }));
      return { ok: true };
    }
    case 'call': {
      const request = input();
      const before = JSON.stringify(write(method!.input, request));
      const response = await (client as Any)[services[service]!][lower(name)](request, call);
      const changed = JSON.stringify(write(method!.input, request)) !== before;
      return { response: write(method!.output, response), ...(changed ? { request_changed: true } : {}) };
    }
    case 'all': {
      const items: JsonValue[] = [];
      const list = (client as Any)[name.replace(/^List/, 'all')](input(), call);
      const type = method!.output.fields.find(({ fieldKind }) => fieldKind === 'list')!.message!;
      for await (const item of list) {
        items.push(write(type, item));
        if (items.length === line.limit) break;
      }
      return { items };
    }
    case 'stream':
      for await (const message of (client as Any)[services[service]!][lower(name)](input(), call))
        say({ id: line.id, item: write(method!.output, message) });
      return { done: true };
    case 'watch':
      for await (const run of client!.watchAgentRun(line.run_id, { signal }))
        say({ id: line.id, item: write(registry.getMessage('sfs.v1.AgentRun')!, run) });
      return { done: true };
    case 'add_findings': {
      const { findings, repeat, request_id } = line;
      const list: JsonValue[] = repeat ? Array.from({ length: repeat.times }, () => repeat.finding) : findings;
      const type = registry.getMessage('sfs.v1.Finding')!;
      const options = { ...call, ...(request_id === undefined ? {} : { requestId: request_id }) };
      const response = await client!.addFindings(
        line.run_id,
        list.map((one) => read(type, one)),
        options,
      );
      return { response: write(methods.get('AgentRunService/AddFindings')!.output, response) };
    }
    case 'describe':
      return {
        text: [inspect(client, { depth: 9, showHidden: true }), String(client), JSON.stringify(client)].join('\n'),
      };
    case 'cancel':
      open.get(line.target)?.abort();
      return { ok: true };
    case 'close':
      client?.close();
      clients.delete(line.client);
      return { ok: true };
    default:
      throw new Error(`there is no op ${line.op}`);
  }
}

function failure(error: unknown): object {
  const text = `${String(error)}\n${inspect(error, { depth: 9, showHidden: true })}`;
  if (error instanceof ConfigError) return { error: { kind: 'config', message: error.message, text } };
  if (!(error instanceof SfsError)) return { broken: text };
  const { code, reason, metadata, violations, callId, requestId, retryAfterMs } = error;
  const ids = { call_id: callId, request_id: requestId, retry_after_ms: retryAfterMs };
  return { error: { kind: 'call', code, reason, message: error.text, metadata, violations, ...ids, text } };
}

createInterface({ input: process.stdin })
  .on('line', async (text) => {
    const line = JSON.parse(text) as Line;
    const controller = new AbortController();
    open.set(line.id, controller);
    const answer = await handle(line, controller.signal).catch(failure);
    open.delete(line.id);
    say({ id: line.id, ...answer });
  })
  .on('close', () => {
    for (const client of clients.values()) client.close();
  });
