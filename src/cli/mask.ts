/** Names of variables whose value is a secret. */
const secretName = /(^|_)(TOKEN|SECRET|PASSWORD|PASSWD|API_KEY|PRIVATE_KEY|ACCESS_KEY)(_|$)/i;

/** Keys of sfs in any text, whole or cut. */
const key = /\bsfs[kp]_\w+/g;

/**
 * Replaces known secrets by `***`: keys of sfs, and the values of the environment's secrets that have at least 8 characters
 * (shorter ones occur in ordinary words). An agent may have read a variable and put it into its summary.
 */
export function maskSecrets(text: string, env: Readonly<Record<string, string | undefined>>): string {
  let masked = text.replace(key, '***');
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.length >= 8 && secretName.test(name)) masked = masked.replaceAll(value, '***');
  }
  return masked;
}
