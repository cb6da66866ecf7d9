import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Clients, clients } from '../support/clients.ts';
import { type Home, newHome, type ProcessServer } from '../support/process_server.ts';
import type { Options } from './options.ts';
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

export async function startBenchServer({
  logLevel,
  workers,
}: Pick<Options, 'logLevel' | 'workers'>): Promise<BenchServer> {
  const home = newHome(builtLauncher());
  try {
    const server = await home.serve(['--log-level', logLevel, '--workers', String(workers)]);
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
        await tellRefusals(home.logFile);
        await home.remove();
      },
    };
  } catch (error) {
    await home.remove();
    throw error;
  }
}

/** Says why calls were refused, which a load generator does not hear: one line per reason, if the server logs its calls. */
async function tellRefusals(logFile: string): Promise<void> {
  const counts = new Map<string, number>();
  for await (const text of createInterface({ input: createReadStream(logFile) })) {
    const [, code, reason] = /"code":"([A-Z_]+)"(?:,"reason":"([A-Z_]+)")?/.exec(text) ?? [];
    if (!code || code === 'OK') continue;
    const why = reason ? `${code} ${reason}` : code;
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  for (const [why, count] of counts) console.log(`  refused by the server: ${count} × ${why}`);
}
