import { type Metadata, ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { callOf } from '../call.ts';
import { type Principal, requireScope } from '../context.ts';
import { denied, unauthenticated } from '../errors.ts';
import { fail } from '../fail.ts';
import type { Rule } from '../rules.ts';

/** Turns a key into a principal, or throws why not. */
export interface Verifier {
  verify(key: string, peer: string): Promise<Principal>;
  /** Throws where a principal may no longer act: open streams ask each second. */
  recheck(principal: Principal): Promise<void>;
  /** Remembers that the key used a scope. */
  used(principal: Principal, scope: string): void;
}

/** Checks key, kind of caller and scope from the metadata alone, before any message is decoded. */
export function authorize(
  rules: ReadonlyMap<string, Rule>,
  verifier: Verifier,
  leastRole: (scope: string) => string,
): ServerInterceptor {
  return (method, next) =>
    new ServerInterceptingCall(next, {
      start: (go) =>
        go({
          onReceiveMetadata: (metadata, pass) => {
            const rule = rules.get(method.path);
            const call = callOf(metadata);
            if (rule?.access.public) return pass(metadata);
            // Nothing may throw out of an interceptor: every path ends in one of these two.
            identify(metadata, verifier, call.peer).then(
              (principal) => {
                call.principal = principal;
                try {
                  permit(rule, principal, leastRole);
                  if (rule?.access.scope) verifier.used(principal, rule.access.scope);
                } catch (error) {
                  return fail(next, call, error);
                }
                pass(metadata);
              },
              (error) => {
                call.endedPrincipal = (error as { principal?: Principal }).principal;
                fail(next, call, error);
              },
            );
          },
        }),
    });
}

async function identify(metadata: Metadata, verifier: Verifier, peer: string): Promise<Principal> {
  const headers = metadata.get('authorization');
  if (headers.length === 0)
    throw unauthenticated(
      'KEY_MISSING',
      'no key: send metadata "authorization: Bearer <key>" (the CLI reads SFS_API_KEY)',
    );
  const match = headers.length === 1 ? /^bearer +(\S+)$/i.exec(String(headers[0])) : null;
  if (!match?.[1])
    throw unauthenticated(
      'KEY_MALFORMED',
      'authorization: must be exactly one "Bearer <key>", with one key of this product',
    );
  return verifier.verify(match[1], peer);
}

function permit(rule: Rule | undefined, principal: Principal, leastRole: (scope: string) => string) {
  if (!rule) throw denied('SCOPE_MISSING', 'this method has no rule');
  if (rule.access.humanOnly && principal.kind !== 'personal')
    throw denied('HUMAN_REQUIRED', `${rule.method} is for people: use a personal key, not a service key`);
  if (rule.access.scope) requireScope(principal, rule.access.scope, leastRole);
}
