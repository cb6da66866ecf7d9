import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import {
  AgentRunServiceService,
  CompleteAgentRunRequest,
  CreateAgentRunRequest,
  GetAgentRunRequest,
  HeartbeatAgentRunRequest,
  ListAgentRunsRequest,
} from '../../src/gen/client/sfs/v1/agent_run.ts';
import type { Job, Slot } from './load/job.ts';

type Service = typeof AgentRunServiceService;
type Method = Service[keyof Service];

/** A call that can be made many times. */
export interface Operation {
  name: string;
  method: Method;
  template: Buffer;
  slots: Slot[];
  /** At most so many calls: each takes a run that no other may have. */
  calls?: number;
  collect?: Job['collect'];
}

const hex = (mark: string, length: number) => mark.repeat(length);
/** What stands in the templates where each call writes its own. */
const [runMark, requestMark, commitMark] = [hex('a', 32), hex('b', 32), hex('c', 40)];
export const runIdLength = 36;

const slot = (template: Buffer, mark: string, values?: Buffer): Slot => {
  const at = template.indexOf(mark);
  if (at < 0) throw new Error(`the template has no ${mark}`);
  return { at, length: mark.length, ...(values ? { values } : {}) };
};

/** The hex digits of run ids, one after the other. */
const digits = (runs: string[]) => Buffer.from(runs.map((id) => id.slice('run_'.length)).join(''));

export function createRun(persona: string): Operation {
  const template = Buffer.from(
    CreateAgentRunRequest.encode(
      CreateAgentRunRequest.fromPartial({
        ...{ persona, start: true, requestId: requestMark, ciProvider: 1, triggerSource: 2 },
        ...{ commit: commitMark, triggerRef: 'refs/pull/12345/merge' },
      }),
    ).finish(),
  );
  const slots = [slot(template, requestMark), slot(template, commitMark)];
  const collect = { marker: 'run_', length: runIdLength };
  return { name: 'CreateAgentRun', method: AgentRunServiceService.createAgentRun, template, slots, collect };
}

const findings = [
  { severity: 'low', ruleId: 'S100', title: 'A name that says little', path: 'src/a.ts', line: 10 },
  { severity: 'medium', ruleId: 'S200', title: 'An error that nobody looks at', path: 'src/b.ts', line: 20 },
  { severity: 'low', ruleId: 'S300', title: 'A number without a name', path: 'src/c.ts', line: 30 },
].map((one) => ({ ...one, message: `${one.title}: ${'what is wrong here, and why it matters. '.repeat(4)}` }));

/** What a reviewer sends at the end: three findings, none of them bad. */
export const completion = (of: { runId: string; requestId: string }): CompleteAgentRunRequest =>
  CompleteAgentRunRequest.fromPartial({
    ...{ ...of, status: 1, resultSummary: 'Three things, none of them bad.' },
    findings: { items: findings },
  });

/** Completes each of the runs once. */
export function completeRun(runs: string[]): Operation {
  const message = completion({ runId: `run_${runMark}`, requestId: requestMark });
  const template = Buffer.from(CompleteAgentRunRequest.encode(message).finish());
  const slots = [slot(template, runMark, digits(runs)), slot(template, requestMark)];
  const method = AgentRunServiceService.completeAgentRun;
  return { name: 'CompleteAgentRun', method, template, slots, calls: runs.length };
}

export function getRun(runs: string[]): Operation {
  const template = Buffer.from(GetAgentRunRequest.encode({ runId: `run_${runMark}` }).finish());
  const slots = [slot(template, runMark, digits(runs))];
  return { name: 'GetAgentRun', method: AgentRunServiceService.getAgentRun, template, slots };
}

export function heartbeat(runs: string[]): Operation {
  const template = Buffer.from(HeartbeatAgentRunRequest.encode({ runId: `run_${runMark}`, leaseSeconds: 0 }).finish());
  const slots = [slot(template, runMark, digits(runs))];
  return { name: 'HeartbeatAgentRun', method: AgentRunServiceService.heartbeatAgentRun, template, slots };
}

export function listRuns(filter: string, request: Partial<ListAgentRunsRequest>): Operation {
  const template = Buffer.from(
    ListAgentRunsRequest.encode(ListAgentRunsRequest.fromPartial({ pageSize: 50, ...request })).finish(),
  );
  return { name: `ListAgentRuns ${filter}`, method: AgentRunServiceService.listAgentRuns, template, slots: [] };
}

/** Makes the first call of an operation with a real client, so that a mistake is seen with its reason. */
export function probe(address: string, key: string | undefined, operation: Operation): Promise<unknown> {
  const message = Buffer.from(operation.template);
  for (const { at, length, values } of operation.slots)
    if (values) values.copy(message, at, 0, length);
    else message.write(Date.now().toString(16).padStart(length, 'e'), at, length, 'latin1');
  const metadata = new Metadata();
  if (key !== undefined) metadata.set('authorization', `Bearer ${key}`);
  const client = new Client(address, credentials.createInsecure());
  const asItIs = (bytes: Buffer) => bytes;
  const deadline = Date.now() + 20_000;
  return new Promise((resolve, reject) => {
    const done = (error: ServiceError | null, answer?: unknown) => {
      client.close();
      if (error) reject(new Error(`${operation.name}: ${error.message}`));
      else resolve(answer);
    };
    const { path, responseDeserialize } = operation.method;
    client.makeUnaryRequest(
      path,
      asItIs,
      responseDeserialize as (bytes: Buffer) => unknown,
      message,
      metadata,
      { deadline },
      done,
    );
  });
}
