import { type Access, Boundary } from '../gen/sfs/v1/access.ts';
import * as agentRun from '../gen/sfs/v1/agent_run.ts';
import * as audit from '../gen/sfs/v1/audit.ts';
import * as persona from '../gen/sfs/v1/persona.ts';
import * as project from '../gen/sfs/v1/project.ts';
import * as server from '../gen/sfs/v1/server.ts';
import * as serviceKey from '../gen/sfs/v1/service_key.ts';
import * as ticket from '../gen/sfs/v1/ticket.ts';

/** What the contract says of one method, read once from the proto. */
export interface Rule {
  /** /sfs.v1.AgentRunService/CreateAgentRun */
  path: string;
  service: string;
  method: string;
  access: Access;
  /** True where the method changes nothing. */
  readOnly: boolean;
  /** The action in the audit log; undefined for methods that leave none. */
  audit: string | undefined;
  /** True where the first message holds what the boundary needs. */
  clientStream: boolean;
  serverStream: boolean;
}

interface MethodDefinition {
  path: string;
  requestStream: boolean;
  responseStream: boolean;
}

interface Generated {
  protoMetadata: { options?: { services?: Record<string, { methods?: Record<string, { access?: Access }> }> } };
}

const files: Generated[] = [agentRun, audit, persona, project, server, serviceKey, ticket] as unknown as Generated[];

/** Every method's rule by path. Throws on a method without a complete one: such a server must not start. */
export function readRules(): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const file of files) {
    for (const [name, definition] of Object.entries(file)) {
      if (!name.endsWith('ServiceService') || typeof definition !== 'object') continue;
      for (const [key, method] of Object.entries(definition as Record<string, MethodDefinition>)) {
        const rule = ruleOf(file, name.slice(0, -'Service'.length), `${key[0]?.toUpperCase()}${key.slice(1)}`, method);
        rules.set(rule.path, rule);
      }
    }
  }
  return rules;
}

function ruleOf(file: Generated, service: string, method: string, definition: MethodDefinition): Rule {
  const access = file.protoMetadata.options?.services?.[service]?.methods?.[method]?.access;
  const path = definition.path;
  if (!access) throw new Error(`${path} has no rule: add option (sfs.v1.access)`);
  const callers = [access.scope !== undefined, access.signedIn === true, access.public === true].filter(Boolean);
  if (callers.length !== 1) throw new Error(`${path} must say exactly one of scope, signed_in: true, public: true`);
  if (access.boundary === Boundary.BOUNDARY_UNSPECIFIED) throw new Error(`${path} names no boundary`);
  const readOnly = access.audit === undefined && access.noAudit === undefined;
  return {
    path,
    service,
    method,
    access,
    readOnly,
    audit: access.audit,
    clientStream: definition.requestStream,
    serverStream: definition.responseStream,
  };
}

/** Every scope that some method uses, sorted: the catalogue. There is no other list. */
export function scopeCatalogue(rules: ReadonlyMap<string, Rule> = allRules): string[] {
  const scopes = [...rules.values()].flatMap((rule) => (rule.access.scope ? [rule.access.scope] : []));
  return [...new Set(scopes)].sort();
}

/** The rules of this build. */
export const allRules: ReadonlyMap<string, Rule> = readRules();
