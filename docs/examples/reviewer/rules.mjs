/**
 * What the reviewer looks for. A rule has a pattern for one added line; its first group, where there is one, is the secret
 * to be masked. `only` limits a rule to paths.
 */
export const rules = [
  {
    id: 'secret/private-key',
    severity: 'critical',
    title: 'Private key',
    pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(.*)/,
    advice: 'Remove it, and replace the key: it is in the history from now on.',
  },
  {
    id: 'secret/aws-access-key',
    severity: 'critical',
    title: 'AWS access key',
    pattern: /\b((?:AKIA|ASIA)[A-Z0-9]{16})\b/,
    advice: 'Remove it, and deactivate the key.',
  },
  {
    id: 'secret/github-token',
    severity: 'critical',
    title: 'GitHub token',
    pattern: /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})\b/,
    advice: 'Remove it, and revoke the token.',
  },
  {
    id: 'secret/sfs-key',
    severity: 'critical',
    title: 'sfs key',
    pattern: /\b(sfs[kp]_[0-9A-Za-z]{8,}_[0-9A-Za-z]{32,})\b/,
    advice: 'Remove it, and revoke the key: sfs key revoke.',
  },
  {
    id: 'secret/assigned',
    severity: 'high',
    title: 'Secret in the source',
    pattern: /(?:password|passwd|secret|token|api[_-]?key)["']?\s*[:=]\s*["']([^"'\s]{12,})["']/i,
    advice: 'Read it from the environment or from a secret store.',
  },
  {
    id: 'secret/url-password',
    severity: 'high',
    title: 'Password in a URL',
    pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`]+:([^\s/:@"'`$]{6,})@/i,
    advice: 'Read it from the environment or from a secret store.',
  },
  {
    id: 'code/eval',
    severity: 'high',
    title: 'Text is run as code',
    pattern: /(?:^|[^\w.$])(?:eval|new Function)\s*\(/,
    only: /\.(?:[cm]?[jt]sx?|py|rb|php)$/,
    advice: 'Parse the text instead of running it.',
  },
  {
    id: 'code/shell-injection',
    severity: 'high',
    title: 'A shell command is made of text',
    pattern: /\b(?:exec|execSync|system|popen)\s*\(\s*(?:`[^`]*\$\{|["'][^"']*["']\s*\+|f["'])|shell\s*=\s*True/,
    only: /\.(?:[cm]?[jt]sx?|py|rb|php)$/,
    advice: 'Start the program with a list of arguments and without a shell.',
  },
  {
    id: 'code/tls-off',
    severity: 'high',
    title: 'Certificates are not checked',
    pattern:
      /rejectUnauthorized\s*:\s*false|verify\s*=\s*False|InsecureSkipVerify\s*:\s*true|NODE_TLS_REJECT_UNAUTHORIZED/,
    advice: 'Trust the authority that signed the certificate instead.',
  },
  {
    id: 'code/pipe-to-shell',
    severity: 'medium',
    title: 'A download is run as it comes',
    pattern: /\b(?:curl|wget)\b[^|\n]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/,
    advice: 'Download, compare a checksum, then run.',
  },
  {
    id: 'ci/unpinned-action',
    severity: 'low',
    title: 'An action is not pinned to a commit',
    pattern: /^\s*(?:-\s*)?uses:\s*[\w.-]+\/[\w./-]+@(?![0-9a-f]{40}\b)\S+/,
    only: /^\.github\/(?:workflows|actions)\//,
    advice: 'Pin it to a full commit id.',
  },
];
