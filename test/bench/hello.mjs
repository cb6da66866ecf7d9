// The least that a command line with one call can be: grpc-js, a call, the number of bytes that came. What the CLI is compared with.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(process.env.XDG_CACHE_HOME, 'hello'));
const { Client, Metadata, credentials } = await import('@grpc/grpc-js');

const [, , address, key, run] = process.argv;
const client = new Client(address, credentials.createInsecure());
const metadata = new Metadata();
metadata.set('authorization', `Bearer ${key}`);
const request = Buffer.concat([Buffer.from([0x0a, run.length]), Buffer.from(run)]);
const asItIs = (bytes) => bytes;
client.makeUnaryRequest('/sfs.v1.AgentRunService/GetAgentRun', asItIs, asItIs, request, metadata, (error, answer) => {
  if (error) throw error;
  process.stdout.write(`hello, ${answer.length} bytes\n`);
  client.close();
});
