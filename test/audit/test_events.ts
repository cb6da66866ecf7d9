import { hash } from 'node:crypto';
import type { EventBody } from '../../src/audit/proof/event_body.ts';
import { leafHash } from '../../src/audit/proof/merkle.ts';

/** An id that is the same in every run: `idOf('run', 'a')`. */
export const idOf = (prefix: string, seed: string): string => `${prefix}_${hex(`${prefix} ${seed}`).slice(0, 32)}`;

const hex = (text: string) => hash('sha256', text, 'hex');

/** What differs between the events of a test. */
export type EventParts = Pick<EventBody, 'action' | 'outputs'> & Partial<EventBody>;

/** The bytes of an event as the server writes them, its fields in their order. */
export function eventBytes(seed: string, parts: EventParts): Buffer {
  const body: EventBody = {
    version: 1,
    id: idOf('evt', seed),
    occurred_at: '2026-01-02T03:04:05.678Z',
    organization_id: idOf('org', 'a'),
    project_id: idOf('proj', 'a'),
    run_id: null,
    run_seq: null,
    run_previous: null,
    action: 'ticket.create',
    outcome: { code: 'OK', reason: null },
    resource: { type: 'ticket', id: idOf('tk', seed) },
    actor: { type: 'service_key', key_id: idOf('key', 'a'), member_id: null },
    call_id: idOf('call', seed),
    inputs: [{ name: 'request', sha256: hex(`request ${seed}`), bytes: 42 }],
    outputs: {},
    artifacts: [],
    masked: 0,
    payload_sha256: hex(`payload ${seed}`),
  };
  return Buffer.from(JSON.stringify({ ...body, ...parts }));
}

/** What a run of a test is like. */
export interface RunShape {
  seed: string;
  organizationId: string;
  /** False: it goes on. */
  ended: boolean;
  /** sha256(salt ‖ digest of the findings) in hex. */
  findings: string;
  contextDigest: string;
}

/** The events of a run: made, started, findings, and its end. */
export function runEvents({ seed, organizationId, ended, findings, contextDigest }: RunShape): Buffer[] {
  const counts = { findings_count: 2, findings_critical: 0, findings_high: 1, findings_medium: 0, findings_low: 1 };
  const found = { ...counts, findings_none: 0, findings_without_label: 0, findings_with_unknown_label: 0 };
  const named = { persona_id: idOf('per', 'a'), persona_version: 3, persona_digest: hex('persona'), ticket_id: null };
  const source = { trigger_source: 'ci', ci_provider: 'github', commit: hex('commit').slice(0, 40), fail_on: 'high' };
  const input = (name: string, sha256: string, bytes: number) => ({ name, sha256, bytes });
  const verdict = { severity: 'high', fail_on: 'high', policy_result: 'fail', exit_code: 1 };
  const parts: EventParts[] = [
    { action: 'agent_run.create', outputs: { status: 'queued', ...named, ...source, context_digest: null } },
    { action: 'agent_run.start', outputs: { status: 'running', context_digest: contextDigest, lease_seconds: 900 } },
    { action: 'agent_run.add_findings', outputs: { status: 'running', ...found } },
  ];
  const end: EventParts = {
    action: 'agent_run.complete',
    inputs: [input('request', hex(`request of the end of ${seed}`), 99), input('findings', findings, 512)],
    outputs: {
      ...{ status: 'failed', ...verdict, reasons_sha256: hex('reasons'), ...found },
      ...{ persona_digest: named.persona_digest, context_digest: contextDigest, commit: source.commit },
      ...{ started_at: '2026-01-02T03:04:06.000Z', completed_at: '2026-01-02T03:04:08.000Z', heartbeats: 2 },
      event_count: parts.length + 1,
    },
  };
  return chained(seed, organizationId, ended ? [...parts, end] : parts);
}

/** Each names the hash of the one before. */
function chained(seed: string, organizationId: string, parts: EventParts[]): Buffer[] {
  const run = idOf('run', seed);
  const made: Buffer[] = [];
  for (const [at, part] of parts.entries()) {
    const previous = made.at(-1);
    const event = eventBytes(`${seed} ${at + 1}`, {
      ...{ occurred_at: `2026-01-02T03:04:0${5 + at}.000Z`, organization_id: organizationId },
      ...{ run_id: run, run_seq: at + 1, run_previous: previous ? leafHash(previous).toString('hex') : null },
      resource: { type: 'agent_run', id: run },
      actor: {
        type: 'service_key',
        key_id: idOf('key', 'a'),
        member_id: null,
        ci: { provider: 'github', claimed: true },
      },
      ...part,
    });
    made.push(event);
  }
  return made;
}
