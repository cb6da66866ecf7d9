import { readFileSync } from 'node:fs';

/** The version of this package, from its package.json: two folders up from the source, three from dist. */
export function version(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version;
    } catch {
      // The other place, then.
    }
  }
  return 'unknown';
}
