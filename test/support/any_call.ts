import { create, type DescMessage, type DescMethod, type Message, toBinary } from '@bufbuild/protobuf';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { Refused } from './clients.ts';

/** Calls any method of the contract with any message or bytes; answers how it ended. */
export class AnyClient {
  private readonly client: Client;

  constructor(address: string) {
    this.client = new Client(address, credentials.createInsecure());
  }

  /** 'OK', or why the call was refused. `key` undefined: no key is sent. */
  async call(method: DescMethod, request: Message | Uint8Array, key: string | undefined): Promise<'OK' | Refused> {
    const metadata = new Metadata();
    if (key !== undefined) metadata.set('authorization', `Bearer ${key}`);
    return this.send(method, request, metadata);
  }

  send(method: DescMethod, request: Message | Uint8Array, metadata: Metadata): Promise<'OK' | Refused> {
    const path = `/${method.parent.typeName}/${method.name}`;
    const bytes = request instanceof Uint8Array ? request : toBinary(method.input, request as never);
    const identity = (value: unknown) => value as Buffer;
    const options = { deadline: Date.now() + 15_000 };
    return new Promise((resolve) => {
      const done = (error: ServiceError | null) => resolve(error ? new Refused(error) : 'OK');
      if (method.methodKind === 'unary')
        this.client.makeUnaryRequest(path, identity, identity, Buffer.from(bytes), metadata, options, done);
      else if (method.methodKind === 'client_streaming') {
        const call = this.client.makeClientStreamRequest(path, identity, identity, metadata, options, done);
        call.on('error', () => {});
        call.write(Buffer.from(bytes));
        call.end();
      } else {
        const call = this.client.makeServerStreamRequest(
          path,
          identity,
          identity,
          Buffer.from(bytes),
          metadata,
          options,
        );
        call.on('data', () => {
          resolve('OK');
          call.cancel();
        });
        call.on('error', (error) => done(error as ServiceError));
        call.on('end', () => resolve('OK'));
      }
    });
  }

  close(): void {
    this.client.close();
  }
}

/** An empty message of a type. */
export const empty = (type: DescMessage): Message => create(type as never) as Message;
