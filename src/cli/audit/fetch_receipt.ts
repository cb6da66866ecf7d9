import { receiptMaxBytes, receiptNames } from '../../audit/proof/receipt/files.ts';
import {
  AuditServiceService,
  GetAgentRunReceiptRequest,
  type GetAgentRunReceiptResponse,
} from '../../gen/client/sfs/v1/audit.ts';
import { CliError } from '../cli_error.ts';
import type { Context } from '../context.ts';
import { exit } from '../exit.ts';

/** Which receipt. */
export interface ReceiptWish {
  runId: string;
  /** Size of the checkpoint from which on consistency is to be proved; undefined: none. */
  sinceSize: number | undefined;
  withFindings: boolean;
}

const mostAttempts = 5;

/** Fetches a receipt as the files that it is written as. */
export async function fetchReceipt(context: Context, wish: ReceiptWish): Promise<Map<string, Buffer>> {
  const { runId, sinceSize, withFindings } = wish;
  const since = sinceSize === undefined ? '' : String(sinceSize);
  const request = GetAgentRunReceiptRequest.create({ runId, sinceSize: since, withFindings });
  let parts = new Parts(withFindings);
  let attempts = 0;
  for await (const message of context.stream(AuditServiceService.getAgentRunReceipt, request)) {
    if (message.checkpoint !== '') {
      // A stream that broke off begins again.
      parts = new Parts(withFindings);
      if (++attempts > mostAttempts)
        throw new CliError(exit.unreachable, 'the server breaks off before the receipt is whole');
    }
    parts.take(message);
  }
  if (attempts === 0) throw new CliError(exit.bug, 'the server sent no receipt');
  return parts.files();
}

class Parts {
  readonly #files = new Map<string, Buffer>();
  readonly #withFindings: boolean;
  readonly #lines: string[] = [];
  #bytes = 0;

  constructor(withFindings: boolean) {
    this.#withFindings = withFindings;
  }

  take(message: GetAgentRunReceiptResponse): void {
    this.#add(receiptNames.run, message.runJson);
    this.#add(receiptNames.attestation, message.attestation);
    this.#add(receiptNames.checkpoint, message.checkpoint);
    this.#add(receiptNames.keys, message.keys);
    this.#add(receiptNames.consistency, message.consistencyProof);
    for (const { runSeq, body, tlogProof } of message.events) {
      this.#add(receiptNames.body(runSeq), body);
      this.#add(receiptNames.proof(runSeq), tlogProof);
    }
    if (!this.#withFindings) return;
    this.#add(receiptNames.context, message.context);
    if (message.findingsSalt.length > 0)
      this.#add(receiptNames.salt, `${Buffer.from(message.findingsSalt).toString('hex')}\n`);
    for (const line of message.findingLines) {
      this.#lines.push(line);
      this.#count(Buffer.byteLength(line) + 1);
    }
  }

  files(): Map<string, Buffer> {
    if (!this.#withFindings) return this.#files;
    const lines = this.#lines.map((line) => `${line}\n`).join('');
    return new Map([...this.#files, [receiptNames.findings, Buffer.from(lines)]]);
  }

  #add(name: string, content: string | Uint8Array): void {
    if (content.length === 0) return;
    const bytes = Buffer.from(content as Uint8Array);
    this.#count(bytes.length);
    this.#files.set(name, bytes);
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > receiptMaxBytes)
      throw new CliError(
        exit.usage,
        `the receipt has more than ${receiptMaxBytes} bytes, which is more than is ever read`,
      );
  }
}
