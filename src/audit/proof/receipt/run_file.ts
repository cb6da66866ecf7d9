import { type ReceiptFiles, receiptNames, textOf } from './files.ts';

/** run.json: its text, and what it says where it is an object; nothing vouches for it before it was compared with the events. */
export type RunFile = { text: string; said: Record<string, unknown> } | { text: string } | { missing: true };

export function runFileOf(files: ReceiptFiles): RunFile {
  if (!files.has(receiptNames.run)) return { missing: true };
  const text = textOf(files, receiptNames.run) ?? '';
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { text, said: value as Record<string, unknown> } : { text };
  } catch {
    return { text };
  }
}

/** What the file says; nothing where it cannot be read. */
export const said = (run: RunFile): Record<string, unknown> => ('said' in run ? run.said : {});
