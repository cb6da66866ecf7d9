/** Sets of scopes by name. None can write personas: what a pipeline can change about its reviewer, a pull request can. */
export const presets = {
  ci: ['agent_runs:read', 'agent_runs:write', 'tickets:read', 'tickets:write', 'personas:read', 'projects:read'],
  reader: ['agent_runs:read', 'tickets:read', 'personas:read', 'projects:read'],
} as const satisfies Record<string, readonly string[]>;

export type Preset = keyof typeof presets;
