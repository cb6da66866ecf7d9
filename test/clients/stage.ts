import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintSecret } from '../../src/service_keys/secret.ts';
import { makePki } from '../support/pki.ts';
import { startWorld, uuid, type World } from '../support/server.ts';
import type { Case } from './case.ts';
import { finished } from './commands.ts';
import type { Language } from './language.ts';
import type { Stage } from './player.ts';

const scopes = [
  ...['agent_runs:read', 'agent_runs:write', 'tickets:read', 'tickets:write', 'issues:write'],
  ...['personas:read', 'personas:write', 'projects:read', 'audit:read', 'keys:read', 'members:read'],
];

/** The servers that the cases of one language are played against, and files for them. */
export class Theatre {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sfs-conformance-'));
  readonly #world: World;
  readonly #tls: Record<string, string> = {};

  private constructor(world: World) {
    this.#world = world;
  }

  static async open(): Promise<Theatre> {
    const theatre = new Theatre(await startWorld());
    await theatre.#startTls();
    return theatre;
  }

  async close(): Promise<void> {
    await this.#world.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Two more servers: one with TLS, one that wants a client certificate; and the files for them. */
  async #startTls(): Promise<void> {
    const pki = makePki();
    const files = { ca: pki.ca, other_ca: makePki().ca, client_cert: pki.client.cert, client_key: pki.client.key };
    for (const [name, content] of Object.entries(files)) {
      this.#tls[name] = join(this.#folder, `${name}.pem`);
      writeFileSync(this.#tls[name], content);
    }
    this.#tls.tls = (await this.#world.replica({ tls: pki.server })).address;
    this.#tls.mtls = (await this.#world.replica({ tls: { ...pki.server, clientCa: pki.ca } })).address;
  }

  /** An organization, a key and a folder for one case; a server of its own where the case stops it. */
  async stageFor({ steps }: Case): Promise<{ stage: Stage; keys: string[]; end: () => Promise<void> }> {
    const tenant = await this.#world.tenant();
    const key = await tenant.key({ scopes });
    let replica: Awaited<ReturnType<World['replica']>> | undefined;
    const start = async () => {
      replica = await this.#world.replica();
      return replica.address;
    };
    const stop = async () => void (await replica?.server.stop());
    const address = steps.some((step) => step.server) ? await start() : this.#world.address;
    const variables = {
      ...this.#tls,
      ...{ key, owner_key: tenant.ownerKey, unknown_key: mintSecret('service', randomUUID()) },
      ...{ organization: tenant.organizationId, organization_uuid: uuid(tenant.organizationId) },
      ...{ project: tenant.projectId, project_uuid: uuid(tenant.projectId) },
    };
    const folder = mkdtempSync(join(this.#folder, 'case-'));
    const stage = { address, variables, folder, sql: (text: string) => this.#world.sql(text), start, stop };
    return { stage, keys: [key, tenant.ownerKey], end: stop };
  }

  /** Runs a language's example in an organization of its own, with a key that works unless another is given. */
  async review({ example }: Language, findings: unknown, wrongKey?: string) {
    const tenant = await this.#world.tenant();
    await tenant.owner.personas.createPersona({ name: 'reviewer', role: 'Reviewer', content: 'Review.' });
    const key = wrongKey ?? (await tenant.key());
    const folder = mkdtempSync(join(this.#folder, 'example-'));
    const file = join(folder, 'findings.json');
    writeFileSync(file, JSON.stringify(findings));
    const settings = { SFS_SERVER: this.#world.address, SFS_API_KEY: key, SFS_CONFIG_DIR: folder };
    const args = [...example.args, 'reviewer', file];
    return { key, ...(await finished({ ...example, args, env: { ...example.env, ...settings } })) };
  }
}
