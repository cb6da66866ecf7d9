import { byteLength, cutBytes, cutCodePoints, storable } from '../../agent_runs/text.ts';
import type { Context } from '../context.ts';

const titleCharacters = 500;
const textBytes = 64 * 1024;

/** Texts come from pull requests, whose authors know nothing of our limits: they are cut, with a note, and not refused. */
export function cutTitle(context: Context, title: string): string {
  return noted(
    context,
    title,
    cutCodePoints(storable(title), titleCharacters),
    `title to ${titleCharacters} characters`,
  );
}

/** A description or notes. */
export function cutText(context: Context, text: string, name: string): string {
  return noted(context, text, cutBytes(storable(text), textBytes), `${name} to ${textBytes} bytes`);
}

function noted(context: Context, whole: string, cut: string, what: string): string {
  if (byteLength(cut) < byteLength(whole)) context.note(`cut the ${what}`);
  return cut;
}
