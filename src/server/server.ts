import type { Server as HttpServer } from 'node:http';
import type { UntypedHandleCall } from '@grpc/grpc-js';
import { type ServerOptions as GrpcOptions, Server as GrpcServer, ServerCredentials } from '@grpc/grpc-js';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import { addressText } from '../config.ts';
import { listen } from '../db/listen.ts';
import { closeOrm, openOrm } from '../db/orm.ts';
import { sidePool } from '../db/pool.ts';
import { poolOf } from '../db/statements.ts';
import { HealthService } from '../gen/grpc/health/v1/health.ts';
import { newestPepper, type Pepper } from '../service_keys/secret.ts';
import { startBackground } from './background.ts';
import type { Call } from './call.ts';
import type { Changed } from './context.ts';
import { contractReader, loadRegistry } from './contract.ts';
import { Facts } from './facts.ts';
import { adapt } from './handler.ts';
import { Health, healthRules } from './health.ts';
import { authorize } from './interceptors/authorize.ts';
import { observe } from './interceptors/observe.ts';
import { validate } from './interceptors/validate.ts';
import { answerParent, makeMetrics } from './metrics.ts';
import { portOf, serveMetrics } from './metrics_server.ts';
import { noteRefusal } from './note_refusal.ts';
import { CallContext } from './open_context.ts';
import { allRules, scopeCatalogue } from './rules.ts';
import {
  Keyring,
  type KeySource,
  KeyVerifier,
  leastRole,
  RefusalRecorder,
  reap,
  registry,
  resolveProject,
  retainPayloads,
  Sequencer,
} from './services.ts';

/** What a server needs to start; config.ts makes it from flags and environment. */
export interface ServerOptions {
  databaseUrl: string;
  /** A direct connection for LISTEN, where databaseUrl goes through a pooler. */
  listenDatabaseUrl?: string;
  poolSize?: number;
  host: string;
  /** 0 takes any free port. */
  port: number;
  tls?: { cert: Buffer; key: Buffer; clientCa?: Buffer };
  /** Where they are served; 'parent' where the parent process does that. */
  metrics?: { host: string; port: number } | 'parent';
  peppers?: ReadonlyMap<number, Pepper>;
  embeddedDatabase?: boolean;
  /** Where the private keys are that sign the audit log. */
  logKeys: KeySource;
  /** How long payloads of audit events are kept, in days; default 400. */
  auditRetentionDays?: number;
  version: string;
  /** Milliseconds that running calls get to end when the server stops; default 10,000. */
  graceMs?: number;
  log: Logger;
}

/** A server that takes calls. */
export interface RunningServer {
  host: string;
  port: number;
  metricsPort: number | undefined;
  orm: MikroORM;
  /** Answers what is running, refuses what is new, then closes everything. */
  stop(): Promise<void>;
}

// Findings come in messages of 4 MiB; one that is larger is refused by us with details, one far larger by grpc-js.
const transport: GrpcOptions = {
  'grpc.max_receive_message_length': 8 * 1024 * 1024,
  'grpc.max_send_message_length': 8 * 1024 * 1024,
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.max_connection_age_ms': 600_000,
  'grpc.max_connection_age_grace_ms': 60_000,
  'grpc.max_concurrent_streams': 1_000,
  // Counters of each stream and message that nobody reads; metrics.ts has ours.
  'grpc.enable_channelz': 0,
};

/** Starts everything: pool, caches, interceptors, services, background work. The database must be migrated. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log } = options;
  const orm = openOrm({
    url: options.databaseUrl,
    ...(options.poolSize ? { poolSize: options.poolSize } : {}),
    log: (message) => log.debug(message),
  });
  const peppers = options.peppers ?? new Map();
  const stopping = new AbortController();
  const keyPool = sidePool(options.databaseUrl, 2);
  const verifier = new KeyVerifier(orm, async () => keyPool, peppers);
  const facts = new Facts((signal) => orm.em.fork({ signal, inflightQueryAbortStrategy: 'cancel query' }));
  const forget = (changed: Changed) => {
    if ('project' in changed || 'persona' in changed) facts.forget();
    else verifier.forget(changed);
  };
  const listener = listen(
    options.listenDatabaseUrl ?? options.databaseUrl,
    (payload) => forget(JSON.parse(payload)),
    (text) => log.warn(text),
  );
  const keyring = new Keyring(options.logKeys);
  // Where the database is away this early, the first round of the sequencer does it; until then nothing can be changed.
  await keyring
    .refresh(orm.em.fork())
    .catch((error) => log.warn({ err: error }, 'the keys of the log were not compared yet'));
  if (keyring.problem)
    log.error({ what: keyring.problem }, 'this server changes nothing: the keys of the audit log are not at hand');
  const sequencer = new Sequencer(keyring, log);
  const refusals = new RefusalRecorder();
  const background = startBackground({
    ...{ orm, log, reap },
    flush: () => verifier.flushUse(),
    record: (em, all) => refusals.flush(em, { all }),
    sequence: (em) => sequencer.round(em),
    retain: (em) => retainPayloads(em, options.auditRetentionDays ?? 400),
    readOnly: () => keyring.problem !== undefined,
  });
  const services = registry({
    ...{ version: options.version, embeddedDatabase: options.embeddedDatabase ?? false, orm },
    logKeyProblem: () => keyring.problem,
  });
  const health = new Health(services.map(({ service }) => service));
  const rules = new Map([...allRules, ...healthRules.map((rule) => [rule.path, rule] as const)]);
  const metrics = makeMetrics();
  const decoders = new Map(
    [...services.map(({ definition }) => definition as Definition), HealthService as Definition].flatMap((definition) =>
      Object.values(definition).map((method) => [method.path, method.requestDeserialize] as const),
    ),
  );
  const reader = contractReader(loadRegistry(), decoders);
  const source = {
    ...{ orm, pool: poolOf(orm.em), log, facts, forget, leastRole, stopping: stopping.signal },
    scopeCatalogue: new Set(scopeCatalogue()),
    pepper: newestPepper(peppers),
    keyring,
    ledger: { problem: () => keyring.problem, appended: background.appended },
    used: verifier.used.bind(verifier),
  };
  const open = (call: Call) => new CallContext(source, call);
  const resolve: Parameters<typeof validate>[1] = (principal, text) => resolveProject(facts, principal, text);

  const grpc = new GrpcServer({
    ...transport,
    // The first is nearest the wire: observe counts refusals too; authorize comes before anything is decoded.
    interceptors: [
      observe(rules, log, metrics, (call, code) => noteRefusal(refusals, call, code)),
      authorize(rules, verifier, leastRole),
      validate(reader, resolve),
    ],
  });
  for (const { definition, handlers } of services)
    grpc.addService(raw(definition), adaptAll(definition, handlers, open, verifier));
  grpc.addService(raw(HealthService), health.implementation() as never);

  const port = await bind(grpc, options);
  let metricsServer: HttpServer | undefined;
  if (options.metrics === 'parent') answerParent(metrics.registry);
  else if (options.metrics) metricsServer = await serveMetrics(metrics.registry, options.metrics);

  return {
    host: options.host,
    port,
    metricsPort: portOf(metricsServer),
    orm,
    async stop() {
      health.set(false);
      stopping.abort('stopping');
      health.end();
      await drain(grpc, options.graceMs ?? 10_000);
      await background.stop();
      await listener.stop();
      await verifier.stop();
      if (!keyPool.ending) await keyPool.end();
      metricsServer?.close();
      await closeOrm(orm);
    },
  };
}

type Definition = Record<
  string,
  { path: string; requestStream: boolean; responseStream: boolean; requestDeserialize: (bytes: Buffer) => unknown }
>;

/** The same service with requests left as bytes: validate decodes them, once and strictly. */
function raw(definition: Definition) {
  const methods = Object.entries(definition).map(([name, method]) => [
    name,
    { ...method, requestDeserialize: (bytes: Buffer) => bytes },
  ]);
  return Object.fromEntries(methods);
}

function adaptAll(definition: Definition, handlers: object, open: Parameters<typeof adapt>[2], verifier: KeyVerifier) {
  const byName = handlers as Record<string, Parameters<typeof adapt>[1]>;
  const methods = Object.entries(definition).map(([name, method]) => {
    const handler = byName[name];
    if (!handler) throw new Error(`${method.path} has no handler`);
    return [name, adapt(method, handler, open, verifier) as UntypedHandleCall] as const;
  });
  return Object.fromEntries(methods);
}

function bind(grpc: GrpcServer, { host, port, tls }: ServerOptions): Promise<number> {
  const credentials = tls
    ? ServerCredentials.createSsl(
        tls.clientCa ?? null,
        [{ cert_chain: tls.cert, private_key: tls.key }],
        tls.clientCa !== undefined,
      )
    : ServerCredentials.createInsecure();
  return new Promise((resolve, reject) => {
    grpc.bindAsync(addressText(host, port), credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
}

/** Lets running calls end; those that do not within the grace are cut. */
async function drain(grpc: GrpcServer, graceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<void>((resolve) => grpc.tryShutdown(() => resolve()));
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, graceMs);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
  grpc.forceShutdown();
}
