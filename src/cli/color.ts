import { styleText } from 'node:util';
import type { Io, Sink } from './io.ts';

export type Style = Parameters<typeof styleText>[0];

/** What decides about colours, beside the environment. */
export interface ColorChoice {
  /** `--color` and `--no-color`. */
  flag: boolean | undefined;
  /** `output.color` of .sfs.yaml. */
  preference: boolean | undefined;
}

/** Flag, `NO_COLOR`, `FORCE_COLOR`, .sfs.yaml; else there are colours on a terminal only. */
export function usesColor({ flag, preference }: ColorChoice, env: Io['env'], sink: Sink): boolean {
  if (flag !== undefined) return flag;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (preference !== undefined) return preference;
  return sink.isTTY && env.TERM !== 'dumb';
}

/** Text that has been escaped already, with a style where there are colours. */
export function paint(text: string, style: Style, colors: boolean): string {
  return colors ? styleText(style, text, { validateStream: false }) : text;
}
