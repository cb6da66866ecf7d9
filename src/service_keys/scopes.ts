import { status } from '@grpc/grpc-js';
import { SfsError, type Violation } from '../server/errors.ts';

/** Throws unless every scope is in the catalogue, naming each that is not. There is no wildcard: `*` is just an unknown scope. */
export function checkScopes(scopes: readonly string[], catalogue: ReadonlySet<string>): void {
  const violations: Violation[] = [];
  for (const [index, scope] of scopes.entries())
    if (!catalogue.has(scope)) violations.push({ field: `scopes[${index}]`, description: unknown(scope) });
  if (violations.length === 0) return;
  const valid = [...catalogue].sort().join(', ');
  const found = violations.map(({ field, description }) => `${field}: ${description}`).join('; ');
  throw new SfsError(status.INVALID_ARGUMENT, 'INVALID_FIELDS', `valid scopes: ${valid}; ${found}`, {
    violations,
    metadata: { valid: valid.replaceAll(' ', '') },
  });
}

// Only what looks like a scope is repeated: a key that was pasted into the wrong flag must not reach a log.
function unknown(scope: string): string {
  if (scope.includes('*')) return 'there is no wildcard; name each scope';
  return /^[A-Za-z_:.-]+$/.test(scope) ? `${scope} is no scope` : 'is no scope';
}
