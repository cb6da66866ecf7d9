/** Names of variables whose value is a secret. */
const secretName = /(^|_)(TOKEN|SECRET|PASSWORD|PASSWD|API_KEY|PRIVATE_KEY|ACCESS_KEY)(_|$)/i;

/** Keys of sfs in any text, whole or cut. */
const key = /\bsfs[kp]_\w+/g;

/**
 * Replaces known secrets by `***`: keys of sfs, and the values of the environment's secrets that have at least 8 characters
 * (shorter ones occur in ordinary words). An agent may have read a variable and put it into its summary.
 */
export function maskSecrets(text: string, env: Readonly<Record<string, string | undefined>>): string {
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value.length >= 8 && secretName.test(name) ? [value] : [],
  );
  // The longest first: of one that begins with another the rest would stay.
  secrets.sort((a, b) => b.length - a.length);
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, '***'), text.replace(key, '***'));
}
