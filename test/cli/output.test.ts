import type { sendUnaryData } from '@grpc/grpc-js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { usesColor } from '../../src/cli/color.ts';
import { command } from '../../src/cli/command.ts';
import { Context } from '../../src/cli/context.ts';
import { listFormats, listOptions, printList } from '../../src/cli/list.ts';
import { type PlainTable, plain, plainJson } from '../../src/cli/plain.ts';
import { panel, table } from '../../src/cli/table.ts';
import {
  AgentRun,
  AgentRunServiceService,
  AgentRunStatus,
  ListAgentRunsRequest,
  type ListAgentRunsResponse,
} from '../../src/gen/client/sfs/v1/agent_run.ts';
import { grpcServer } from './grpc_server.ts';
import { testIo } from './run.ts';

const pipe = { columns: undefined, colors: false };

describe('a table', () => {
  const rows = [
    ['a', 'x'.repeat(100), '1'],
    ['漢字', 'b\u001b[2J\nc', null],
  ];

  it('in a pipe is neither wrapped nor shortened, and escaped', () => {
    expect(table(['id', 'title', 'n'], rows, pipe)).toBe(
      [`ID    TITLE${' '.repeat(95)}  N`, `a     ${'x'.repeat(100)}  1`, '漢字  b\\x1b[2J\\nc', ''].join('\n'),
    );
  });

  it('on a terminal fits its width', () => {
    const lines = table(['id', 'title', 'n'], rows, { columns: 40, colors: false }).split('\n');
    expect(lines[1]).toMatch(/^a {5}x+… {2}1$/);
    expect(lines[1]).toHaveLength(40);
  });

  it('has colours only where they are wanted', () => {
    const cell = { text: 'passed\u001b', style: 'green' as const };
    expect(table(['s'], [[cell]], pipe)).toBe('S\npassed\\x1b\n');
    expect(table(['s'], [[cell]], { columns: 80, colors: true })).toContain('\u001b[32mpassed\\x1b');
  });
});

it('a panel leaves absent fields out and indents text of several lines', () => {
  const shown = panel(
    [
      ['run', 'run_1'],
      ['ticket', ''],
      ['exit code', undefined],
      ['summary', 'a\n::error::b\r'],
    ],
    pipe,
  );
  expect(shown).toBe('run      run_1\nsummary  a\n         \\::error::b\\x0d\n');
});

it.each([
  [{ flag: true }, { NO_COLOR: '1' }, false, true],
  [{ flag: false }, { FORCE_COLOR: '1' }, true, false],
  [{}, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{}, { NO_COLOR: '' }, true, true],
  [{}, { FORCE_COLOR: '1' }, false, true],
  [{}, { FORCE_COLOR: '0' }, true, false],
  [{ preference: false }, {}, true, false],
  [{ preference: true }, { NO_COLOR: '1' }, true, false],
  [{}, { TERM: 'dumb' }, true, false],
  [{}, {}, true, true],
  [{}, {}, false, false],
])('colours: %j %j, a terminal: %j → %j', (choice, env, isTTY, expected) => {
  const sink = { write: () => {}, isTTY, columns: 80 };
  expect(usesColor({ flag: undefined, preference: undefined, ...choice }, env, sink)).toBe(expected);
});

describe('plain JSON', () => {
  it('has snake_case names, words, RFC 3339 times, null for what is absent and [] for empty lists', async () => {
    const run = AgentRun.fromPartial({
      id: 'run_1',
      status: AgentRunStatus.AGENT_RUN_STATUS_PASSED,
      createdAt: new Date('2026-01-31T09:00:00.123Z'),
    });
    expect(await plainJson('sfs.v1.AgentRun', run)).toMatchObject({
      id: 'run_1',
      status: 'passed',
      created_at: '2026-01-31T09:00:00.123Z',
      completed_at: null,
      exit_code: null,
      severity: null,
      reasons: [],
    });
  });

  it('keeps maps, bytes, nested messages and numbers of a newer server', () => {
    const made: PlainTable = {
      enums: { E: { '1': 'one' } },
      messages: {
        M: {
          es: { name: 'es', type: 'enum', of: 'E', repeated: true },
          inner: { name: 'inner', type: 'message', of: 'M' },
          map: { name: 'map', type: 'map', of: 'M' },
          words: { name: 'words', type: 'map' },
          bytes: { name: 'bytes', type: 'scalar' },
          zero: { name: 'zero', type: 'scalar' },
        },
      },
    };
    const empty = { es: [], inner: null, map: {}, words: {}, bytes: null, zero: null };
    const value = { es: [1, 7], inner: {}, map: { a: {} }, words: { b: 'c' }, bytes: new Uint8Array([255]), zero: 0 };
    expect(plain(made, 'M', value)).toEqual({
      es: ['one', '7'],
      inner: empty,
      map: { a: empty },
      words: { b: 'c' },
      bytes: '/w==',
      zero: 0,
    });
    expect(() => plain(made, 'N', {})).toThrow('no message N');
  });
});

describe('a list', () => {
  const list = command({ name: 'list', examples: ['sfs list'], formats: listFormats, options: listOptions, run() {} });
  const runs = Array.from({ length: 450 }, (_, n) => AgentRun.create({ id: `run_${n}` }));

  /** Against a server whose pages hold at most 150, as one that stops early gives them. */
  async function print(
    format: string,
    args: { limit?: number; all?: boolean; cursor?: string },
    stdoutClosed = new AbortController().signal,
  ) {
    const asked: number[] = [];
    const server = await grpcServer(AgentRunServiceService, {
      listAgentRuns: ({ request }: { request: ListAgentRunsRequest }, done: sendUnaryData<ListAgentRunsResponse>) => {
        asked.push(request.pageSize);
        const from = Number(request.pageToken || 0);
        const to = Math.min(from + Math.min(request.pageSize, 150), runs.length);
        done(null, { runs: runs.slice(from, to), nextPageToken: to < runs.length ? `${to}` : '' });
      },
    });
    const { io, out, err } = testIo({ env: { SFS_SERVER: server, SFS_API_KEY: 'sfsk_a_b' }, stdoutClosed });
    const context = (await Context.create(io, list, { format })) as Context<(typeof listFormats)[number]>;
    onTestFinished(() => context.close());
    await printList(
      context,
      { limit: 50, cursor: undefined, all: false, ...args },
      {
        method: AgentRunServiceService.listAgentRuns,
        request: (paging) => ListAgentRunsRequest.fromPartial(paging),
        field: 'runs',
        response: 'sfs.v1.ListAgentRunsResponse',
        item: 'sfs.v1.AgentRun',
        headings: ['id'],
        row: (run) => [run.id],
      },
    );
    return { asked, stdout: out(), stderr: err() };
  }

  it('asks for pages until the limit, and says how to go on', async () => {
    const { asked, stdout, stderr } = await print('table', { limit: 260 });
    expect(asked).toEqual([200, 110]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(261);
    expect(stderr).toBe('sfs: there are more: --cursor 260, or --all\n');
    expect((await print('table', { cursor: '440' })).stdout.split('\n')[1]).toBe('run_440');
  });

  it('is one JSON object, or a line for each item', async () => {
    const json = JSON.parse((await print('json', { limit: 2 })).stdout);
    expect(json).toMatchObject({ runs: [{ id: 'run_0' }, { id: 'run_1' }], next_page_token: '2' });
    const lines = (await print('jsonl', { all: true })).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(450);
    expect(JSON.parse(lines[449]!)).toMatchObject({ id: 'run_449' });
  });

  it('stops when nobody reads it any more', async () => {
    expect((await print('jsonl', { all: true }, AbortSignal.abort())).asked).toEqual([200]);
  });
});
