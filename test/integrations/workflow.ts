import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { top } from './stage.ts';

/** A step of a GitHub workflow. */
export interface Step {
  name: string;
  id?: string;
  if?: string;
  uses?: string;
  with?: Record<string, string | number | boolean>;
  env?: Record<string, string>;
  run?: string;
  'continue-on-error'?: boolean;
}

export interface Job {
  needs?: string | string[];
  if?: string;
  permissions?: Record<string, string>;
  outputs?: Record<string, string>;
  env?: Record<string, string>;
  steps: Step[];
}

export interface Workflow {
  on: Record<string, { types: string[]; branches?: string[] }>;
  permissions: Record<string, string>;
  env: Record<string, string>;
  defaults: { run: { shell: string } };
  jobs: Record<string, Job>;
}

export const readText = (name: string): string => readFileSync(join(top, 'docs/integrations', name), 'utf8');
export const readWorkflow = (name: string): Workflow => parse(readText(name)) as Workflow;

/** What expressions can name, e.g. `github.event.pull_request.title`. */
export type Facts = Readonly<Record<string, string>>;

/** Puts values in place of `${{ … }}`. An expression that is not among the facts is an error: nothing is guessed. */
export function fill(text: string, facts: Facts): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, name: string) => {
    const value = facts[name];
    if (value === undefined) throw new Error(`nothing is known of ${name}`);
    return value;
  });
}

export const fillAll = (texts: Record<string, unknown> | undefined, facts: Facts): Record<string, string> =>
  Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, fill(String(text), facts)]));

/** Whether an `if:` holds. Without `always()` it also needs everything before to be well, as on GitHub. */
export function holds(condition: string | undefined, facts: Facts, well: boolean): boolean {
  const terms = (condition ?? '').replace(/^\$\{\{(.*)\}\}$/, '$1').split('&&');
  const parts = terms.map((term) => term.trim()).filter((term) => term !== '');
  if (!parts.includes('always()') && !well) return false;
  return parts
    .filter((part) => part !== 'always()')
    .every((part) => {
      const [, name, operator, value] = /^(\S+) (==|!=) '(.*)'$/.exec(part) ?? [];
      if (!name) throw new Error(`the condition ${part} is not understood`);
      // A step that was skipped, or an output that nobody wrote, is the empty text.
      return ((facts[name] ?? '') === value) === (operator === '==');
    });
}
