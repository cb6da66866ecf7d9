import type { Entry } from './command.ts';

/** The groups of `sfs --help`, and every noun and command at the top. One line here makes a noun known. */
export const groups: readonly { title: string; entries: Readonly<Record<string, Entry>> }[] = [
  {
    title: 'The server',
    entries: {
      serve: ['Run the server, with its own PostgreSQL unless told otherwise', () => import('./serve.ts')],
      migrate: ['Bring the database to this version', () => import('./migrate.ts')],
    },
  },
  {
    title: 'In a pipeline',
    entries: {
      agent: ['Runs of agents, and their verdicts', () => import('./agent/index.ts')],
      ticket: ['Work items that runs serve', () => import('./ticket/index.ts')],
    },
  },
  {
    title: 'Set up',
    entries: {
      init: ['Project, persona, CI key and workflow for this checkout', () => import('./init/command.ts')],
      project: ['Projects: what runs, tickets and personas belong to', () => import('./project/index.ts')],
      persona: ['Personas: who the agents are, in versions', () => import('./persona/index.ts')],
      key: ['Service keys: what pipelines sign in with', () => import('./key/index.ts')],
      member: ['The people of the organization', () => import('./member/index.ts')],
      audit: ['The log of every change: read it, prove it, verify it', () => import('./audit/index.ts')],
      organization: ['The organization: the tenant', () => import('./organization/index.ts')],
    },
  },
  {
    title: 'This machine',
    entries: {
      doctor: ['Check server, clock, key, database and log', () => import('./doctor/command.ts')],
      whoami: ['What the key is and may do', () => import('./whoami.ts')],
      auth: ['Sign in to a server and choose between servers', () => import('./auth/index.ts')],
      config: ['The settings in force, and where each comes from', () => import('./config/index.ts')],
      completion: ['A completion script for bash, zsh or fish', () => import('./completion/command.ts')],
      version: ['The version of this CLI', () => import('./version_command.ts')],
      help: ['Help on a command, and the exit codes', () => import('./help/index.ts')],
    },
  },
];

/** All entries at the top, whichever group they are in. */
export const topEntries: Readonly<Record<string, Entry>> = Object.assign({}, ...groups.map(({ entries }) => entries));
