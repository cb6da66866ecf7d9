import type { Persona, UpdatePersonaRequest } from '../../gen/client/sfs/v1/persona.ts';
import { usage } from '../cli_error.ts';
import type { OptionArgs, Options } from '../options.ts';
import { contentOptions } from './content.ts';
import { givesPins, pinOptions, readPins } from './pins.ts';

/** What `sfs persona edit` can change. */
export const changeOptions = {
  role: { type: 'string', about: 'what it does', filled: true },
  ...contentOptions,
  spec: { type: 'list', about: 'what it is good at; those given replace all' },
  'no-specs': { type: 'boolean', about: 'it is good at nothing in particular' },
  ...pinOptions,
  'no-tools': { type: 'boolean', about: 'no tool is pinned' },
  activate: { type: 'boolean', about: 'runs may use it again' },
} as const satisfies Options;

type Changes = Pick<UpdatePersonaRequest, 'role' | 'content' | 'specializations' | 'pins' | 'active' | 'updateMask'>;

/** The fields that are given, and the mask that names them. The mask is empty where the editor is to be opened. */
export function readChanges(
  args: OptionArgs<typeof changeOptions>,
  content: string | undefined,
  before: Persona,
): Changes & { updateMask: string[] } {
  if (args.spec.length > 0 && args.noSpecs) throw usage('--spec and --no-specs exclude each other');
  if (args.tool.length > 0 && args.noTools) throw usage('--tool and --no-tools exclude each other');
  const given = {
    role: args.role !== undefined,
    content: content !== undefined,
    specializations: args.spec.length > 0 || args.noSpecs,
    pins: givesPins(args) || args.noTools,
    active: args.activate,
  };
  const pins = readPins(args, before.pins);
  return {
    role: args.role ?? '',
    content: content ?? '',
    specializations: args.spec,
    pins: args.noTools ? { ...pins, tools: [] } : pins,
    active: args.activate,
    updateMask: Object.entries(given).flatMap(([field, is]) => (is ? [field] : [])),
  };
}
