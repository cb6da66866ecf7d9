/** What an option of a command holds. */
export type OptionSpec =
  | StringSpec
  | ({ type: 'boolean' } & About)
  | ({ type: 'list' } & About)
  | ({ type: 'integer'; min?: number; max?: number; default?: number } & About)
  | ({ type: 'duration'; default?: number } & About)
  | ({ type: 'time' } & About);

interface About {
  /** One line for the help. */
  about: string;
  required?: boolean;
  /** A single letter, e.g. `t` for `-t`. */
  alias?: string;
  /** The heading in the help. @default 'Options' */
  group?: string;
}

type StringSpec = {
  type: 'string';
  /** Only these words. */
  choices?: readonly string[];
  default?: string;
  /** Given but empty is an error: in a fork's pull request, secrets and variables are empty. */
  filled?: boolean;
} & About;

export type Options = Readonly<Record<string, OptionSpec>>;

type Camel<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Text;

/** `duration` arrives in seconds, `time` as a Date, `list` as an array (empty where the option is not given). */
type ValueOf<Spec extends OptionSpec> = Spec extends { type: 'boolean' }
  ? boolean
  : Spec extends { type: 'list' }
    ? string[]
    : Spec extends { type: 'integer' | 'duration' }
      ? number
      : Spec extends { type: 'time' }
        ? Date
        : Spec extends { choices: readonly (infer Choice)[] }
          ? Choice
          : string;

type Always = { required: true } | { default: string | number } | { type: 'boolean' | 'list' };

/** The arguments that options become: `'fail-on'` is `args.failOn`, undefined where it may be absent. */
export type OptionArgs<O extends Options> = {
  -readonly [Name in keyof O as Name extends string ? Camel<Name> : never]: O[Name] extends Always
    ? ValueOf<O[Name]>
    : ValueOf<O[Name]> | undefined;
};

/** `fail-on` as `failOn`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

const group = 'Connection';

/** The options of every command that talks to a server. */
export const connectionOptions = {
  server: { type: 'string', about: 'host:port or URL', filled: true, group },
  profile: { type: 'string', about: 'a profile of `sfs auth login`', group },
  'key-file': { type: 'string', about: 'a file that holds the key', filled: true, group },
  insecure: { type: 'boolean', about: 'allow http:// to another machine', group },
  'tls-ca': { type: 'string', about: "the authority that signed the server's certificate", group },
  'tls-cert': { type: 'string', about: 'a certificate for the server to check (mTLS)', group },
  'tls-key': { type: 'string', about: 'its private key', group },
  deadline: { type: 'duration', about: 'how long to try', default: 30, group },
} as const satisfies Options;

/** The options of every command. */
export const outputOptions = {
  color: { type: 'boolean', about: 'colours, also without a terminal', group: 'General' },
  'no-color': { type: 'boolean', about: 'no colours', group: 'General' },
} as const satisfies Options;

export const projectOption = {
  project: { type: 'string', about: 'an id, slug or git remote', group },
} as const satisfies Options;

export const requestIdOption = {
  'request-id': { type: 'string', about: 'makes a repeated command one command', filled: true, group },
} as const satisfies Options;

export type GlobalArgs = OptionArgs<
  typeof connectionOptions & typeof outputOptions & typeof projectOption & typeof requestIdOption
>;
