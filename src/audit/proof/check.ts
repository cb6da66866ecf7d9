/**
 * What one check came to.
 *
 * - `ok`: it holds.
 * - `tampered`: what is here contradicts what was signed.
 * - `incomplete`: nothing contradicts, and something that the check takes is not here or not trusted.
 * - `unusable`: the input cannot be read as what it should be.
 */
export type CheckResult = 'ok' | 'tampered' | 'incomplete' | 'unusable';

/**
 * One line of a verification. The message names files, fields, numbers and ids. It goes to terminals: what a file says is repeated only
 * in a fixed form.
 */
export interface Check {
  name: string;
  result: CheckResult;
  message: string;
}

/** The exit code of `sfs audit verify`: 0 all hold, 1 tampered, 2 unusable input, 3 incomplete. */
export type VerifyExit = 0 | 1 | 2 | 3;

/**
 * What all checks come to. `tampered` is above `unusable`: what could be read proves it, and whoever changed a log or a receipt
 * must not get a milder word by breaking one more file. `unusable` is above `incomplete`, because a file that cannot be read may
 * be the one that would have contradicted. No checks at all are no proof of anything.
 */
export function exitOf(checks: readonly Check[]): VerifyExit {
  const any = (result: CheckResult) => checks.some((check) => check.result === result);
  if (any('tampered')) return 1;
  if (any('unusable') || checks.length === 0) return 2;
  return any('incomplete') ? 3 : 0;
}
