import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Client, credentials, Metadata, Server, ServerCredentials } from '@grpc/grpc-js';
import { logKeys } from '../../src/cli/audit/log/log_keys.ts';
import { LogWalk } from '../../src/cli/audit/log/walk.ts';
import type { Trust } from '../../src/cli/audit/trust.ts';
import { AuditServiceService, type ReadLogResponse } from '../../src/gen/client/sfs/v1/audit.ts';
import type { Options } from './options.ts';
import { type SyntheticLog, syntheticLog } from './synthetic_log.ts';

const { path, responseSerialize, responseDeserialize } = AuditServiceService.readLog;
const asTheyAre = (bytes: Buffer) => bytes;

/** How fast `sfs audit verify` reads a log, in processor time of its own thread. */
export async function verifyLog({ leaves }: Options) {
  const log = syntheticLog(leaves);
  const messages = serialized(log);
  const bytes = messages.reduce((sum, { length }) => sum + length, 0);
  process.stdout.write(`${log.leaves} leaves, ${Math.round(bytes / log.leaves)} bytes each\n`);
  const inMemory = await best('messages in memory', log, () => decoded(messages));
  const { port, stop } = await serverOf(messages);
  const overGrpc = await best('over gRPC', log, () => received(port));
  await stop();
  return { leaves: log.leaves, eventsPerSecond: { inMemory, overGrpc } };
}

const perMessage = 512;

function serialized(log: SyntheticLog): Buffer[] {
  const starts = Array.from({ length: Math.ceil(log.leaves / perMessage) }, (_, at) => at * perMessage);
  return [...starts.map((first) => log.message(first, perMessage)), log.last].map(responseSerialize);
}

const rounds = 6;

/** The best of some rounds: the others were disturbed, or came before the code was compiled. */
async function best(name: string, log: SyntheticLog, messages: () => AsyncIterable<ReadLogResponse>): Promise<number> {
  let seconds = Number.POSITIVE_INFINITY;
  for (let at = 0; at < rounds; at++) seconds = Math.min(seconds, await round(log, messages()));
  const rate = Math.round(log.leaves / seconds).toLocaleString('en');
  process.stdout.write(`${name}: ${rate} events per second of processor time (${seconds.toFixed(2)} s)\n`);
  return log.leaves / seconds;
}

const trust: Trust = { keys: undefined, from: undefined, profile: undefined };

/** Seconds of this thread's processor time. */
async function round(log: SyntheticLog, messages: AsyncIterable<ReadLogResponse>): Promise<number> {
  const walk = new LogWalk(logKeys(log, trust), []);
  const before = process.threadCpuUsage();
  for await (const message of messages) if (walk.take(message)) break;
  const { user, system } = process.threadCpuUsage(before);
  const bad = walk.finish().filter(({ name, result }) => name !== 'keys' && result !== 'ok');
  if (bad.length > 0) throw new Error(JSON.stringify(bad));
  return (user + system) / 1e6;
}

async function* decoded(messages: Buffer[]): AsyncGenerator<ReadLogResponse> {
  for (const bytes of messages) yield responseDeserialize(bytes);
}

async function* received(port: number): AsyncGenerator<ReadLogResponse> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  yield* client.makeServerStreamRequest(path, asTheyAre, responseDeserialize, Buffer.alloc(0), new Metadata());
  client.close();
}

async function serverOf(messages: Buffer[]): Promise<{ port: number; stop(): Promise<unknown> }> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: messages });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  return { port, stop: () => worker.terminate() };
}

async function serve(messages: Uint8Array[]): Promise<void> {
  const server = new Server();
  const readLog = { ...AuditServiceService.readLog, responseSerialize: (bytes: Uint8Array) => Buffer.from(bytes) };
  server.addService({ readLog } as never, {
    async readLog(call: {
      write(bytes: Uint8Array): boolean;
      once(event: 'drain', then: () => void): void;
      end(): void;
    }) {
      for (const bytes of messages)
        if (!call.write(bytes)) await new Promise<void>((resolve) => call.once('drain', resolve));
      call.end();
    },
  });
  server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_, port) => parentPort!.postMessage(port));
}

if (!isMainThread) await serve(workerData as Uint8Array[]);
