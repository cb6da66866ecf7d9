import type { CliError } from './cli_error.ts';
import { escapeText, jsonText } from './escape.ts';
import type { Io } from './io.ts';
import { maskSecrets } from './mask.ts';

/** Says on stderr why the command ended; as JSON where the command was asked for JSON. Returns the exit code. */
export function printError(error: CliError, io: Io, json: boolean): number {
  const text = json ? jsonError(error) : textError(error);
  io.stderr.write(`${maskSecrets(text, io.env)}\n`);
  return error.exit;
}

function jsonError({ message, hint, exit, facts }: CliError): string {
  const { status = null, reason = null, metadata = {}, violations = [], call_id = null } = facts;
  const error = { message, hint: hint ?? null, exit_code: exit, status, reason, metadata, violations, call_id };
  return jsonText({ error }, 2);
}

function textError({ message, hint, facts }: CliError): string {
  const lines = [`sfs: ${escapeText(message, 'block')}`];
  for (const { field, description } of facts.violations ?? []) {
    const line = `${field}: ${description}`;
    // The server's sentence already names the first violations.
    if (!message.includes(line)) lines.push(`  ${escapeText(line, 'line')}`);
  }
  const more = Number(facts.metadata?.more_violations ?? 0);
  if (more > 0) lines.push(`  and ${more} more`);
  if (hint !== undefined) lines.push(`  ${escapeText(hint, 'block')}`);
  if (facts.reason) {
    const call = facts.call_id ? `, call ${facts.call_id}` : '';
    lines.push(`  ${escapeText(`${facts.reason} (${facts.status}${call})`, 'line')}`);
  }
  return lines.join('\n');
}
