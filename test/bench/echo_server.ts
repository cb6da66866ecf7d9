// A gRPC server that answers GetAgentRun with a message that it was given, in a process of its own: the floor that the real one is
// compared with. It reads the answer from stdin and says its port on stdout.
import { buffer } from 'node:stream/consumers';
import { Server, ServerCredentials, type sendUnaryData } from '@grpc/grpc-js';
import { AgentRunServiceService, GetAgentRunResponse } from '../../src/gen/sfs/v1/agent_run.ts';

const answer = GetAgentRunResponse.decode(await buffer(process.stdin));
const server = new Server();
const { getAgentRun } = AgentRunServiceService;
server.addService({ getAgentRun } as never, {
  getAgentRun: (_call: unknown, done: sendUnaryData<GetAgentRunResponse>) => done(null, answer),
});
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_, port) => process.stdout.write(`${port}\n`));
