import { randomUUID } from 'node:crypto';
import { Metadata, ServerInterceptingCall, type ServerInterceptor, status } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import { hexOf } from '../../db/ids.ts';
import { type Call, keepCall } from '../call.ts';
import { SfsError, statusOf } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { Rule } from '../rules.ts';

/** Longest life of a call that is not a watch; uploads of findings may take longer than the rest. */
const capMs = { unary: 60_000, clientStream: 600_000 };

/**
 * Gives every call an id, a deadline, one log record and its metrics.
 *
 * It is nearest the wire, so it sees the request first and the final status last: refused keys are counted too.
 */
export function observe(
  rules: ReadonlyMap<string, Rule>,
  log: Logger,
  metrics: Metrics,
  refused: (call: Call, code: status) => void,
): ServerInterceptor {
  return (method, next) => {
    const rule = rules.get(method.path);
    const startedAt = Date.now();
    let call: Call | undefined;
    let timer: NodeJS.Timeout | undefined;
    let ended = false;
    let answered = false;

    const end = (code: status, reason: string) => {
      if (ended) return;
      ended = true;
      answered = code === status.OK && !rule?.clientStream && !rule?.serverStream;
      clearTimeout(timer);
      const ms = Date.now() - startedAt;
      metrics.ended(method.path, code, ms);
      if (call && code !== status.OK) refused(call, code);
      const record = {
        call_id: call?.id,
        method: method.path,
        code: status[code],
        ...(reason ? { reason } : {}),
        ms,
        key_id: call?.principal?.keyId,
        peer: call?.peer,
      };
      if (code === status.INTERNAL || code === status.UNKNOWN)
        log.error({ ...record, err: call?.cause }, 'call failed');
      else if (call?.cause) log.warn({ ...record, err: call.cause }, 'call');
      else log.info(record, 'call');
    };

    return new ServerInterceptingCall(next, {
      start: (go) => {
        metrics.started(method.path);
        go({
          onReceiveMetadata: (metadata, pass) => {
            // A path without a rule is refused, whatever the key holds.
            if (!rule) {
              const error = new SfsError(
                status.UNIMPLEMENTED,
                'UNKNOWN_METHOD',
                `${method.path} has no rule on this server`,
              );
              next.sendStatus(statusOf(error, ''));
              end(status.UNIMPLEMENTED, 'UNKNOWN_METHOD');
              return;
            }
            call = newCall(rule, startedAt, metadata, next);
            timer = abortAtDeadline(call);
            keepCall(metadata, call);
            pass(metadata);
          },
          onCancel: () => {
            // Fires at the end of every call, answered ones too. An answer that is there leaves nothing behind to abort.
            if (answered) return;
            const late = call !== undefined && Date.now() >= call.deadline;
            call?.abort.abort(late ? 'deadline' : 'cancelled');
            end(late ? status.DEADLINE_EXCEEDED : status.CANCELLED, '');
          },
        });
      },
      sendStatus: (answer, send) => {
        const trailer = answer.metadata ?? new Metadata();
        if (call) addTrailer(trailer, call);
        end(answer.code, call?.reason ?? '');
        send({ ...answer, metadata: trailer });
      },
    });
  };
}

function newCall(
  rule: Rule,
  startedAt: number,
  metadata: Metadata,
  next: { getPeer(): string; getDeadline(): Date | number },
): Call {
  const wanted = Number(next.getDeadline());
  const cap = rule.serverStream ? Infinity : startedAt + (rule.clientStream ? capMs.clientStream : capMs.unary);
  const deadline = Math.min(Number.isFinite(wanted) ? wanted : Infinity, cap);
  return {
    id: hexOf(randomUUID()),
    rule,
    startedAt,
    arrivedAt: performance.now(),
    deadline,
    peer: next.getPeer(),
    userAgent: String(metadata.get('user-agent')[0] ?? '').slice(0, 200),
    bytes: [],
    replayed: false,
    writes: 0,
    reason: '',
    abort: new AbortController(),
  };
}

function abortAtDeadline({ deadline, abort }: Call): NodeJS.Timeout | undefined {
  if (deadline === Infinity) return undefined;
  const ms = Math.max(0, Math.min(deadline - Date.now(), 2 ** 31 - 1));
  return setTimeout(() => abort.abort('deadline'), ms).unref();
}

function addTrailer(trailer: Metadata, call: Call) {
  trailer.set('sfs-call-id', call.id);
  if (call.replayed) trailer.set('sfs-replayed', 'true');
  if (call.principal) trailer.set('sfs-key-expires-at', call.principal.expiresAt.toISOString());
}
