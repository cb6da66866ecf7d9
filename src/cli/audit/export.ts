import { encode } from '../../audit/proof/base64.ts';
import { type AuditRecord, AuditServiceService, ExportAuditEventsRequest } from '../../gen/client/sfs/v1/audit.ts';
import { command } from '../command.ts';
import { jsonText } from '../escape.ts';
import { plainJson } from '../plain.ts';
import { filterOptions, filtersOf } from './filters.ts';

export default command({
  name: 'export',
  examples: [
    'sfs audit export --format jsonl > audit.jsonl',
    'sfs audit export --since 24h | jq -c \'select(.outcome_code != "OK")\'',
  ],
  formats: ['jsonl'],
  options: filterOptions,
  async run(context, args) {
    const request = ExportAuditEventsRequest.create(await filtersOf(context, args));
    let last = -1;
    for await (const { records } of context.stream(AuditServiceService.exportAuditEvents, request)) {
      const fresh = records.filter(({ event }) => event !== undefined && event.leafIndex > last);
      if (fresh.length === 0) continue;
      const lines = await Promise.all(fresh.map(lineOf));
      context.io.stdout.write(lines.join(''));
      last = fresh.at(-1)!.event!.leafIndex;
      // The stream is opened again with this request where it broke off: it goes on behind what was printed.
      request.afterIndex = String(last);
      await context.io.stdout.drained?.();
    }
  },
});

/** An event as a line: the fields of `audit list`, its JSON texts as JSON, and the bytes that prove it. */
async function lineOf({ event, body, salt }: AuditRecord): Promise<string> {
  const { outputs_json, payload_json, ...plain } = (await plainJson('sfs.v1.AuditEvent', event!)) as PlainEvent;
  const value = {
    ...plain,
    outputs: parsed(outputs_json),
    payload: payload_json === null ? null : parsed(payload_json),
    body: encode(body),
    salt: salt ? encode(salt) : null,
  };
  return `${jsonText(value, 0)}\n`;
}

interface PlainEvent {
  outputs_json: string;
  payload_json: string | null;
  [field: string]: unknown;
}

/** The value of a JSON text; the text itself where somebody made it something else, so that an export never ends at it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
