import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { severityWords } from '../../../src/agent_runs/wire.ts';
import { type Clients, clients } from '../../support/clients.ts';
import { uuid } from '../../support/server.ts';
import { persona, type SoakWorld } from '../world.ts';
import type { Plan, PlanKey, PlanTenant, Report, Stats } from './plan.ts';

const script = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Makes two organizations with two keys each, which all servers have seen; the second has a floor. */
export async function makeTenants(
  world: SoakWorld,
  addresses: string[],
): Promise<Pick<Plan, 'tenants' | 'keys' | 'addresses'>> {
  const made = world.home.sfs([
    ...['organization', 'create', 'Other', '--owner-name', 'O', '--owner-email', 'o@x.example'],
    ...['--data-dir', world.home.dataDir],
  ]);
  const second = clients(world.server().address, (await made.output).stdout.trim());
  await second.personas.createPersona({ name: persona, role: 'reviewer', content: 'Look elsewhere.' });
  const tenants: PlanTenant[] = [];
  const keys: PlanKey[] = [];
  for (const [number, owner] of [world.owner(), second].entries()) {
    tenants.push(await makeTenant(owner, number));
    for (const name of ['one', 'two']) {
      const secret = await world.key(name, owner);
      const ids: string[] = [];
      for (const address of addresses) {
        const worker = clients(address, secret);
        ids.push((await worker.keys.whoAmI()).keyId);
        hangUp(worker);
      }
      keys.push({ secret, uuid: uuid(ids[0]!), tenant: number });
    }
  }
  hangUp(second);
  return { tenants, keys, addresses };
}

async function makeTenant(owner: Clients, number: number): Promise<PlanTenant> {
  const { projects } = await owner.projects.listProjects();
  const [project] = projects;
  if (number > 0)
    await owner.projects.updateProject({
      ...{ project: project!.id, settings: { failOnFloor: severityWords.number('high'), requireCommit: false } },
      updateMask: ['settings.fail_on_floor'],
    });
  const tickets: string[] = [];
  for (let made = 0; made < 8; made += 1) {
    const { ticket } = await owner.tickets.createTicket({ title: `Ticket ${made}`, description: 'd'.repeat(200) });
    tickets.push(ticket!.id);
  }
  const { organization } = await owner.projects.getOrganization();
  return { organizationId: uuid(organization!.id), projectId: project!.id, floor: number > 0 ? 'high' : null, tickets };
}

const hangUp = (made: Clients) => {
  for (const client of Object.values(made)) client.raw.close();
};

/** The load, while it runs. */
export interface Load {
  /** How many calls were answered so far. */
  answered(): number;
  /** No more new runs. */
  stop(): void;
  /** Ends it at once, where it still runs. */
  end(): void;
  /** What was acknowledged; throws the first thing that may not be. */
  reports: Promise<Report[]>;
}

/** Starts the load, in as many processes as use the machine and no more than two. */
export function startLoad(plan: Omit<Plan, 'name'>): Load {
  const count = Math.min(2, availableParallelism());
  const children: ChildProcess[] = [];
  const answered: number[] = [];
  const reports = Array.from({ length: count }, (_, number) => {
    const child = fork(script, { execArgv: [], serialization: 'advanced' });
    children.push(child);
    const part = { calls: plan.calls / count, inFlight: plan.inFlight / count };
    child.send({ plan: { ...plan, ...part, name: `w${number}` } });
    return new Promise<Report>((resolve, reject) => {
      child.on('message', ({ calls, report, failure }: { calls?: number; report?: Report; failure?: string }) => {
        if (calls !== undefined) answered[number] = calls;
        if (report) resolve(report);
        if (failure) reject(new Error(failure));
      });
      child.on('exit', (code) => reject(new Error(`a process of the load ended with ${code}`)));
    });
  });
  const end = () => {
    for (const child of children) if (child.exitCode === null) child.kill();
  };
  return {
    answered: () => answered.reduce((sum, calls) => sum + (calls ?? 0), 0),
    stop: () => {
      for (const child of children) child.send({ stop: true });
    },
    end,
    reports: Promise.all(reports).finally(end),
  };
}

/** The numbers of all processes. */
export function sum(reports: Report[]): Stats {
  const total = { ...reports[0]!.stats };
  for (const { stats } of reports.slice(1))
    for (const name of Object.keys(total) as (keyof Stats)[]) total[name] += stats[name];
  return total;
}
