import { cutBytes, cutCodePoints, storable } from '../agent_runs/text.ts';
import type { Context } from './context.ts';

const titleCharacters = 500;
const textBytes = 64 * 1024;

/** Texts come from pull requests, whose authors know nothing of our limits: they are cut, with a note, and not refused. */
export function cutTitle(context: Context, title: string): string {
  const whole = storable(title);
  return noted(context, whole, cutCodePoints(whole, titleCharacters), `title to ${titleCharacters} characters`);
}

/** A description or notes. */
export function cutText(context: Context, text: string, name: string): string {
  const whole = storable(text);
  return noted(context, whole, cutBytes(whole, textBytes), `${name} to ${textBytes} bytes`);
}

function noted(context: Context, whole: string, cut: string, what: string): string {
  if (cut !== whole) context.note(`cut the ${what}`);
  return cut;
}
