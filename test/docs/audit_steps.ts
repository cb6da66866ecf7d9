/** The script that the steps of docs/audit.md come to: its fenced bash blocks, one after the other. */
export function opensslSteps(page: string): string {
  const section = page.split('\n## With openssl alone\n')[1] ?? '';
  const blocks = [...section.matchAll(/^( *)```bash\n(.*?)^ *```$/gms)];
  return blocks.map(([, indent, block]) => block!.replaceAll(new RegExp(`^${indent}`, 'gm'), '')).join('\n');
}
