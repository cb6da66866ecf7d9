/** A unary method as the generated clients have it: `AgentRunServiceService.getAgentRun`. */
export interface Method<Request, Response> {
  readonly path: string;
  readonly requestSerialize: (request: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** Options of one call. */
export interface CallOptions {
  /** Seconds until the call, retries included, is given up. @default the command's `--deadline` */
  deadline?: number;
  /** Sends no key: for methods that are public. */
  anonymous?: boolean;
  /** Ends the call early and without an error code of its own: what is thrown is the signal's reason. */
  signal?: AbortSignal;
}

/** A connection to the server. Each function throws a CliError whose exit code is the one of the exit-code table. */
export interface Api {
  /** One request, one answer; retried until the deadline where that is safe and useful. */
  call<Q, R>(method: Method<Q, R>, request: Q, options?: CallOptions): Promise<R>;
  /** A watch: it has no deadline, and is opened again when the server it hangs on goes away. */
  stream<Q, R>(method: Method<Q, R>, request: Q, options?: Omit<CallOptions, 'deadline'>): AsyncIterable<R>;
  /** A client stream. `messages` is called again for each attempt: the same request id makes that one effect. */
  upload<Q, R>(method: Method<Q, R>, messages: () => Iterable<Q> | AsyncIterable<Q>, options?: CallOptions): Promise<R>;
  close(): void;
}
