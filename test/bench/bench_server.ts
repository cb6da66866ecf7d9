import { type Clients, clients } from '../support/clients.ts';
import { type Home, newHome, type ProcessServer } from '../support/process_server.ts';
import { builtLauncher } from './package.ts';

/** The built server in a process of its own, with its own PostgreSQL on the disk, a persona and a key. */
export interface BenchServer {
  home: Home;
  server: ProcessServer;
  /** A service key that may do everything with runs. */
  key: string;
  owner: Clients;
  stop(): Promise<void>;
}

export const personaName = 'sentinel';
const scopes = ['agent_runs:read', 'agent_runs:write', 'tickets:read', 'tickets:write'];

export async function startBenchServer(logLevel: string): Promise<BenchServer> {
  const home = newHome(builtLauncher());
  try {
    const server = await home.serve(['--log-level', logLevel]);
    const owner = clients(server.address, home.ownerKey());
    await owner.personas.createPersona({
      name: personaName,
      role: 'reviewer',
      content: 'Look for holes.\n'.repeat(40),
    });
    const { secret } = await owner.keys.createServiceKey({ name: 'bench', scopes, allProjects: true });
    return {
      ...{ home, server, key: secret, owner },
      async stop() {
        for (const client of Object.values(owner)) client.raw.close();
        await server.stop();
        await home.remove();
      },
    };
  } catch (error) {
    await home.remove();
    throw error;
  }
}
