import { randomUUID } from 'node:crypto';
import { usesColor } from './color.ts';
import type { Command } from './command.ts';
import { escapeText, jsonText } from './escape.ts';
import type { Io } from './io.ts';
import { maskSecrets } from './mask.ts';
import type { Api, CallOptions, Method } from './method.ts';
import type { GlobalArgs } from './options.ts';
import { plainJson } from './plain.ts';
import { loadSettings, type Settings } from './settings.ts';
import { type Cell, panel, table } from './table.ts';

/** Everything that a command touches. Nothing is connected or read before it is asked for. */
export class Context<Format extends string = string> {
  readonly io: Io;
  /** The value of `--format`, else the preference of .sfs.yaml, else the command's first. */
  readonly format: Format;
  /** What `--request-id` says, else one that this command keeps for all its attempts. */
  readonly requestId: string;
  readonly #global: Partial<GlobalArgs>;
  readonly #colorPreference: boolean | undefined;
  #settings: Promise<Settings> | undefined;
  #api: Promise<Api> | undefined;

  private constructor(io: Io, global: Partial<GlobalArgs>, format: Format, settings: Settings | undefined) {
    this.io = io;
    this.format = format;
    this.requestId = global.requestId ?? randomUUID();
    this.#global = global;
    this.#colorPreference = settings?.repository?.color?.value;
    this.#settings = settings && Promise.resolve(settings);
  }

  /** The context of one command. Settings are read at once, so that a bad .sfs.yaml stops every command that connects. */
  static async create(io: Io, command: Command, args: Record<string, unknown>): Promise<Context> {
    const global = args as Partial<GlobalArgs>;
    const settings = command.local ? undefined : await loadSettings(settingFlags(global), io);
    const preferred = settings?.repository?.format?.value;
    const known = preferred !== undefined && command.formats.includes(preferred) ? preferred : command.formats[0];
    return new Context(io, global, (args.format as string | undefined) ?? known ?? '', settings);
  }

  settings(): Promise<Settings> {
    this.#settings ??= loadSettings(settingFlags(this.#global), this.io);
    return this.#settings;
  }

  /** What to send as `project` (empty: the only one that the key can reach). */
  async project(): Promise<string> {
    return (await this.settings()).project.value;
  }

  /** One call: `await context.call(TicketServiceService.getTicket, GetTicketRequest.create({ id }))`. */
  async call<Q, R>(method: Method<Q, R>, request: Q, options?: CallOptions): Promise<R> {
    return (await this.api()).call(method, request, options);
  }

  /** A watch: `for await (const answer of context.stream(method, request)) …`. */
  async *stream<Q, R>(method: Method<Q, R>, request: Q, options?: CallOptions): AsyncGenerator<R, void, undefined> {
    yield* (await this.api()).stream(method, request, options);
  }

  /** A client stream; `messages` is called once for each attempt. */
  async upload<Q, R>(
    method: Method<Q, R>,
    messages: () => Iterable<Q> | AsyncIterable<Q>,
    options?: CallOptions,
  ): Promise<R> {
    return (await this.api()).upload(method, messages, options);
  }

  /** The connection, for what the three functions above do not cover. */
  api(): Promise<Api> {
    this.#api ??= this.#connect();
    return this.#api;
  }

  async #connect(): Promise<Api> {
    const [settings, { connect }] = await Promise.all([this.settings(), import('./client.ts')]);
    const deadline = this.#global.deadline ?? 30;
    return connect({ settings, io: this.io, deadline, note: (text) => this.note(text) });
  }

  /** A line for people, on stderr; masked and escaped here. */
  note(text: string): void {
    this.io.stderr.write(`sfs: ${escapeText(maskSecrets(text, this.io.env), 'block')}\n`);
  }

  /** A part of the result, exactly as given: escape what users or agents wrote before. */
  print(text: string): void {
    this.io.stdout.write(`${text}\n`);
  }

  /** A message of the contract as plain JSON. */
  async json(message: string, value: object): Promise<void> {
    this.value(await plainJson(message, value));
  }

  /** JSON that is not a message of the contract. */
  value(value: unknown): void {
    this.print(jsonText(value, 2));
  }

  /** One message as one line of JSON. */
  async jsonLine(message: string, value: object): Promise<void> {
    this.print(jsonText(await plainJson(message, value), 0));
  }

  /** Rows in columns. Cells are escaped. `whole`: a narrow terminal breaks the lines, and nothing is left out. */
  table(headings: readonly string[], rows: readonly (readonly Cell[])[], { whole = false } = {}): void {
    const look = this.#look();
    this.io.stdout.write(table(headings, rows, whole ? { ...look, columns: undefined } : look));
  }

  /** Fields below each other. Values are escaped, absent ones left out. */
  panel(fields: readonly (readonly [label: string, value: Cell])[]): void {
    this.io.stdout.write(panel(fields, this.#look()));
  }

  /** Closes what was opened. */
  async close(): Promise<void> {
    const api = await this.#api?.catch(() => undefined);
    api?.close();
  }

  #look(): { columns: number | undefined; colors: boolean } {
    const flag = this.#global.noColor ? false : this.#global.color ? true : undefined;
    const colors = usesColor({ flag, preference: this.#colorPreference }, this.io.env, this.io.stdout);
    return { columns: this.io.stdout.columns, colors };
  }
}

/** A command such as `key create` has a list under the name `project`: that is not the setting. */
function settingFlags({ project, ...flags }: Partial<GlobalArgs>) {
  return { ...flags, project: typeof project === 'string' ? project : undefined };
}
