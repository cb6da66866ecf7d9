import { maskKeys } from '../../service_keys/secret.ts';
import { privateKeyBlock } from './private_key.ts';
import { aloneOrMixed, anyCase, authorizationSecret, notADigest, separator, urlPassword, urlUser } from './rules.ts';

/**
 * One form of a credential, in sources of regular expressions.
 *
 * Every form has a pivot, a character that ordinary text seldom holds. The search goes from pivot to pivot and looks back for the head,
 * which is several times faster than to try every form at every character. Every repetition has a bound: without one, V8 runs out of
 * stack on megabytes of one letter.
 */
export interface Form {
  /** What stands before the pivot. */
  head: string;
  /** One character. */
  pivot: string;
  /** A condition, looked at where the pivot stands. */
  where?: string;
  /** What follows the pivot and stays; then the head and the pivot stay too. Absent: all of it is masked. */
  kept?: string;
  /** What is masked. */
  secret: string;
  /** Whether the found text, from the head on, is one after all. */
  accept?: (found: string) => boolean;
}

/** A head that ordinary words end with. */
const weak = (head: string, pivot: string, secret: string): Form => ({
  ...{ head, pivot, secret },
  where: aloneOrMixed(head),
});

/** A secret key of AWS: 40 characters of base64 that nothing but their name tells from any other. */
const awsSecret = (head: string, pivot: string, rest: string): Form => ({
  ...{ head, pivot },
  kept: rest + separator,
  secret: '[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])',
});

const authorization = (pivot: string): Form => ({
  ...{ head: anyCase('authori'), pivot },
  kept: String.raw`${anyCase('ation')}${separator}(?:${anyCase('bearer')}|${anyCase('basic')})(?:[ \t]|%20){1,8}`,
  secret: authorizationSecret,
});

/**
 * What counts as a credential. The widths are the least that the issuers use.
 *
 * A form has no condition on the character before it unless its head is the end of ordinary words: in protobuf's encoding the byte
 * before a text is its length, and may be the code of a letter.
 */
export const forms: readonly Form[] = [
  { head: 'sfs[kp]', pivot: '_', kept: '', secret: '[0-9A-Za-z_]{8,4096}', accept: (key) => maskKeys(key) !== key },
  // GitHub, GitLab.
  weak('gh[opusr]', '_', '[A-Za-z0-9]{36,4096}'),
  { head: 'github', pivot: '_', secret: String.raw`pat_[A-Za-z0-9]{22}\w{0,4096}` },
  { head: 'gl(?:pat|ptt|dt|rt|cbt|soat)', pivot: '-', secret: String.raw`[\w-]{20,4096}(?:\.[\w-]{1,256}){0,4}` },
  // Clouds.
  { head: 'A[KS]', pivot: 'I', where: '(?<![A-Z0-9]A[KS])', secret: 'A[A-Z0-9]{16,128}' },
  awsSecret(anyCase('secret'), '_', anyCase('access_key')),
  awsSecret('[Ss]ecretAccess', 'K', 'ey'),
  // In 4 MB of base64 this head stands by chance, so its surroundings count.
  {
    ...{ head: 'A', pivot: 'I', secret: String.raw`za[\w-]{35,256}` },
    where: String.raw`(?:(?<=(?:^|[^\w+/-]|\\[bfnrt])A)|(?=Iza[\w-]{35}(?![\w-])))`,
  },
  { head: 'ya29', pivot: '.', secret: String.raw`[\w-]{20,4096}` },
  { head: 'Account', pivot: 'K', kept: 'ey=', secret: '[A-Za-z0-9+/%]{40,512}={0,2}' },
  { head: 'do[opr]', pivot: '_', secret: 'v1_[0-9a-f]{40,512}' },
  { head: 'hv[sbr]', pivot: '.', secret: String.raw`[\w-]{24,4096}` },
  // Slack, Stripe, SendGrid.
  { head: 'xox[a-eprs]', pivot: '-', secret: '[A-Za-z0-9-]{10,4096}' },
  { head: 'xapp', pivot: '-', secret: String.raw`[0-9]-[\w-]{10,4096}` },
  {
    ...{ head: 'hooks', pivot: '.', secret: String.raw`[\w/-]{16,1024}` },
    kept: String.raw`slack\.com\/(?:services|workflows|triggers)\/`,
  },
  weak('[sr]k', '_', '(?:live|test)_[A-Za-z0-9]{16,1024}'),
  { head: 'SG', pivot: '.', secret: String.raw`[\w-]{22}\.[\w-]{43}` },
  // Models. Inside a word, OpenAI's keys are known by a constant that they hold: the name of a branch, "task-…", may look as random.
  { head: 'sk', pivot: '-', secret: '[A-Za-z0-9]{20,4096}', where: aloneOrMixed('sk', '[A-Za-z0-9]{20}T3BlbkFJ') },
  weak('sk', '-', String.raw`(?:proj|svcacct|admin|None|ant|or-v1)-[\w-]{20,4096}`),
  { head: 'hf', pivot: '_', secret: `${notADigest}[A-Za-z0-9]{34,1024}` },
  // Registries.
  { head: 'npm', pivot: '_', secret: `${notADigest}[A-Za-z0-9]{36,1024}` },
  { head: 'pypi', pivot: '-', secret: String.raw`AgE[\w-]{20,4096}` },
  // RFC 7519: header, payload, signature. The header is looked for backwards from the dot: forwards, every "eyJ" would read all the rest.
  { head: String.raw`eyJ[\w-]{5,16384}`, pivot: '.', secret: String.raw`eyJ[\w-]{2,65536}(?:\.[\w-]{0,4096})?` },
  { head: '', pivot: '-', secret: privateKeyBlock },
  { head: String.raw`:\\?`, pivot: '/', kept: String.raw`\\?\/${urlUser}`, secret: urlPassword },
  authorization('z'),
  authorization('Z'),
];
