import { PersonaPins, type PersonaTool } from '../../gen/client/sfs/v1/persona.ts';
import { usage } from '../cli_error.ts';
import type { OptionArgs, Options } from '../options.ts';

/** What a persona pins, so that the same review is the same review again. */
export const pinOptions = {
  'model-id': { type: 'string', about: 'the model' },
  'prompt-version': { type: 'string', about: 'the version of the prompt' },
  tool: { type: 'list', about: 'a tool of the agent, NAME or NAME@VERSION' },
  temperature: { type: 'string', about: 'the sampling temperature, 0 to 10' },
} as const satisfies Options;

type PinArgs = OptionArgs<typeof pinOptions>;

/** True where one of the pins is given. */
export function givesPins({ modelId, promptVersion, tool, temperature }: PinArgs): boolean {
  return modelId !== undefined || promptVersion !== undefined || tool.length > 0 || temperature !== undefined;
}

/** The pins of `before` with those that are given in their place; an empty value takes a pin away. */
export function readPins(args: PinArgs, before: PersonaPins | undefined): PersonaPins {
  return PersonaPins.create({
    modelId: args.modelId ?? before?.modelId ?? '',
    promptVersion: args.promptVersion ?? before?.promptVersion ?? '',
    tools: args.tool.length > 0 ? args.tool.map(tool) : (before?.tools ?? []),
    temperature: args.temperature === undefined ? before?.temperature : temperature(args.temperature),
  });
}

/** The last @ divides: the name of a tool may begin with one (`@acme/linter@2.0`). */
function tool(text: string): PersonaTool {
  const at = text.lastIndexOf('@');
  const [name, version] = at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text, ''];
  if (name === '') throw usage('--tool is given but empty');
  return { name, version };
}

function temperature(text: string): number | undefined {
  if (text === '') return undefined;
  const value = /^\d{1,2}(\.\d{1,10})?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 10) return value;
  throw usage('--temperature must be a number from 0 to 10');
}
