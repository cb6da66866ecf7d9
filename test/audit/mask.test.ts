import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskBytes, maskCredentials } from '../../src/audit/mask.ts';
import { maskKeys, mintSecret, prefixOf } from '../../src/service_keys/secret.ts';

// Credentials are put together here, so that nothing that looks like one stands in the repository.
const made = (...parts: string[]) => parts.join('');
const random = (length: number) => 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z'.repeat(200).slice(0, length);
const hex = (length: number) => createHash('sha512').update('a').digest('hex').slice(0, length);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const masked = (text: string) => maskCredentials(text).text;

const id = '0199b4c2-7a10-7e3f-8a51-3c9d2e4f5a6b';
const jwt = [{ alg: 'none' }, { sub: 'nobody' }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
const dashes = '-'.repeat(5);
const line = (edge: string, kind: string) => made(dashes, edge, ' ', kind, 'PRIVATE KEY', dashes);
const keyLines = [random(64), random(64), `${random(30)}==`];

const whole: [string, string][] = [
  ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((head): [string, string] => ['GitHub', made(head, '_', random(36))]),
  ['GitHub, fine-grained', made('github', '_pat_', random(22), '_', random(59))],
  ...['pat', 'ptt', 'dt', 'rt', 'cbt', 'soat'].map((kind): [string, string] => [
    'GitLab',
    made('gl', kind, '-', random(20)),
  ]),
  ['GitLab, routable', made('gl', 'pat-', random(27), '.01.', random(9))],
  ['AWS', made('AK', 'IA', 'Q2W3E4R5T6Y7U8I9')],
  ['AWS, temporary', made('AS', 'IA', 'Q2W3E4R5T6Y7U8I9')],
  ['Google', made('AI', 'za', random(35))],
  ['Google OAuth', made('ya', '29.', random(60))],
  ...['b', 'p', 'a', 'r', 's'].map((kind): [string, string] => [
    'Slack',
    made('xox', kind, '-123456789012-', random(24)),
  ]),
  ['Slack app', made('xa', 'pp-1-A012-345-', random(32))],
  ...['sk_live', 'rk_live', 'sk_test'].map((head): [string, string] => ['Stripe', made(head, '_', random(24))]),
  ['OpenAI', made('s', 'k-', random(20), 'T3BlbkFJ', random(20))],
  ['OpenAI, of a project', made('s', 'k-proj-', random(40), '-', random(40), '_', random(40))],
  ['Anthropic', made('s', 'k-ant-api03-', random(93), 'AA')],
  ['npm', made('n', 'pm_', random(36))],
  ['PyPI', made('py', 'pi-AgE', random(80))],
  ['SendGrid', made('S', 'G.', random(22), '.', random(43))],
  ['Hugging Face', made('h', 'f_', random(34))],
  ['DigitalOcean', made('do', 'p_v1_', hex(64))],
  ['Vault', made('hv', 's.', random(90))],
  ['a JWT', [...jwt, random(43)].join('.')],
  ['a private key', [line('BEGIN', ''), ...keyLines, line('END', '')].join('\n')],
  [
    'a private key of OpenSSH with CRLF',
    [line('BEGIN', 'OPENSSH '), ...keyLines, line('END', 'OPENSSH ')].join('\r\n'),
  ],
  ['a private key with \\n', [line('BEGIN', 'RSA '), ...keyLines, line('END', 'RSA ')].join('\\n')],
  ['a private key with \\\\n', [line('BEGIN', 'EC '), ...keyLines, line('END', 'EC ')].join('\\\\n')],
  [
    'an encrypted private key',
    [line('BEGIN', 'RSA '), 'Proc-Type: 4,ENCRYPTED', '', ...keyLines, line('END', 'RSA ')].join('\n'),
  ],
  ['a private key in one line', [line('BEGIN', 'EC '), ...keyLines, line('END', 'EC ')].join(' ')],
];

// Around the secret, what stays.
const inside: [string, string, string, string][] = [
  ['an AWS secret in a profile', 'aws_secret_access_key = ', random(40), '\nregion = eu-west-1'],
  ['an AWS secret in the environment', 'AWS_SECRET_ACCESS_KEY=', made(random(20), '/+', random(18)), ' npm test'],
  ['an AWS secret in odd case', 'Aws_sEcret_access_Key: ', random(40), ''],
  ['an AWS secret in JSON', '{"SecretAccessKey":"', random(40), '"}'],
  ['an AWS secret in JSON in JSON', '{\\"aws_secret_access_key\\": \\"', random(40), '\\"}'],
  ['an account key of Azure', 'AccountName=a;AccountKey=', made(random(86), '=='), ';EndpointSuffix=core.windows.net'],
  ['a webhook of Slack', 'https://hooks.slack.com/services/', made('T0123/B0123/', random(24)), '"'],
  ['a password in a URL', 'postgres://reader:', 'p4ss', '@db.example.org:5432/shop'],
  ['a password with @ and : in a URL', 'https://reader:', 'p@s:s', '@example.org/a@b'],
  ['a password with a letter that is no ASCII', 'https://reader:', 'pàss', '@example.org'],
  ['a password without a user', 'redis://:', 'p4ss', '@cache'],
  ['a password where JSON escapes slashes', '"https:\\/\\/reader:', 'p4ss', '@example.org\\/a"'],
  ['a Bearer value', 'Authorization: Bearer ', 'abc.def-123~', '\r\nAccept: */*'],
  ['a Bearer value in JSON', '{"authorization":"bearer ', random(30), '"}'],
  ['a private key that a diff removes', '-', [line('BEGIN', ''), ...keyLines, line('END', '')].join('\n-'), '\n+'],
  ['a Bearer value in capitals', 'AUTHORIZATION=BEARER ', random(30), ''],
  ['a key behind an escape', 'first\\n', made('s', 'k-', 'a'.repeat(24)), '\\nlast'],
  ['a Basic value', "curl -H 'Proxy-Authorization: Basic ", base64('a:b'), "' https://example.org"],
];

// Cut keys: all that is left of them is masked, and nothing else.
const cut: [string, string, string][] = [
  ['in its second line', [line('BEGIN', ''), keyLines[0], 'aB3'].join('\n'), ''],
  ['in a string of JSON', [line('BEGIN', ''), keyLines[0], 'aB3'].join('\\n'), '","line":7}'],
  ['before a mark', [line('BEGIN', ''), keyLines[0], random(30)].join('\n'), ' [truncated]'],
  ['before prose', [line('BEGIN', 'RSA '), keyLines[0]].join('\n'), '\nand the rest of the file is missing'],
  [
    'with headers',
    [line('BEGIN', 'RSA '), 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,00', '', keyLines[0]].join('\n'),
    '"',
  ],
  ['where lines were joined', [line('BEGIN', ''), ...keyLines].join(' '), ' is what it said'],
  ['before another block', [line('BEGIN', ''), keyLines[0]].join('\n'), `\n${dashes}BEGIN CERTIFICATE${dashes}`],
];

const surroundings: [string, string][] = [
  ['', ''],
  ['"', '"'],
  ['token=', '&x=1'],
  ['(see ', ').'],
  ['first\\n', '\\nlast'],
  ['första ', ' – 終'],
];

describe('masked whole', () => {
  test.each(whole)('%s', (_, secret) => {
    for (const [before, after] of surroundings) {
      const text = before + secret + after;
      expect(maskCredentials(text)).toEqual({ text: `${before}***${after}`, count: 1 });
      expect(maskCredentials(`${text} ${text}`).count).toBe(2);
    }
  });

  test.each(whole.filter(([, secret]) => secret.length < 128))(
    '%s in protobuf, whatever its length is as a letter',
    (_, secret) => {
      const bytes = Buffer.from(`\x0a${String.fromCharCode(secret.length)}${secret}\x12\x02ok`, 'latin1');
      expect(maskBytes(bytes).count).toBe(1);
    },
  );

  test.each(cut)('a private key that was cut %s', (_, secret, after) => {
    expect(maskCredentials(`"${secret}${after}`)).toEqual({ text: `"***${after}`, count: 1 });
  });
});

describe('masked in part', () => {
  test.each(inside)('%s', (_, before, secret, after) => {
    expect(maskCredentials(before + secret + after)).toEqual({ text: `${before}***${after}`, count: 1 });
  });

  test('a Bearer value in a map of protobuf', () => {
    const bytes = Buffer.from(made('\x0a\x0dauthorization\x12Jbearer ', random(67)), 'latin1');
    expect(Buffer.from(maskBytes(bytes).bytes).toString()).toBe('\x0a\x0dauthorization\x12Jbearer ***');
  });

  test.each(['service', 'personal'] as const)('our own %s key, as everywhere else', (kind) => {
    const key = mintSecret(kind, id);
    for (const text of [key, `X${key},${key}"`, key.slice(0, 40), key.slice(0, 20), `Authorization: Bearer ${key}`]) {
      expect(masked(text)).toBe(maskKeys(text));
      expect(maskCredentials(text).count).toBe(text.split(key.slice(0, 5)).length - 1);
    }
  });
});

describe('not masked', () => {
  const plain =
    'An ordinary sentence, which says nothing that nobody may know: the tests of last night were green, and so were those before.';
  test.each([
    ['a git sha', hex(40)],
    ['a sha256', `sha256:${hex(64)}`],
    ['a uuid', id],
    ...['org', 'proj', 'mem', 'key', 'per', 'tk', 'tc', 'te', 'run', 'evt'].map((prefix) => [
      'an id',
      `${prefix}_${hex(32)}`,
    ]),
    ['the prefix of a service key', prefixOf(mintSecret('service', id))],
    ['the prefix of a personal key', `"${prefixOf(mintSecret('personal', id))}"`],
    ['base64 of a sentence', base64(plain)],
    ['base64 of JSON', base64(JSON.stringify({ plain }))],
    ['base64 that holds a head by chance', made(random(10), 'AI', 'za', random(60))],
    ['base32 that holds a head by chance', made('QX7AK', 'IA', 'Q2W3E4R5T6Y7U2I3QX')],
    ['prose', plain],
    [
      'words that end like a head',
      'task-based, risk-free sk-, desk-top, half_done, mask_test_everything, MSG.SOME.OTHER',
    ],
    [
      'names that end like a head',
      `task-${hex(32)} disk-${id} task_test_${'configurationOfAll'} highs_${hex(40)} pnpm_${hex(64)}`,
    ],
    ['a branch', 'task-fixTheV2EndpointForAllUsers, task-proj-some-long-name-of-a-branch'],
    ['the name of a cache', `linux-npm_${hex(64)} npm_${hex(40)} hf_${hex(64)}`],
    ['settings of npm', 'npm_config_registry npm_package_json npm_lifecycle_script'],
    ['names of variables', 'github_pat_token_for_the_integration_tests, hf_home, sk_live_, ghp_, glpat-, xoxb-'],
    [
      'URLs without a password',
      'https://example.org:8443/a:b@c http://localhost:3000 ssh://git@example.org:22/a.git //a:b@c',
    ],
    [
      'a URL before an address',
      'see http://a:80, or ask b@c.org; {"u":"http://a:80","m":"b@c.org"} http://a:80\\nb@c.org http://a:80?m=b@c',
    ],
    ['an image', `docker://alpine:3.8@sha256:${hex(64)}`],
    [
      'placeholders in a URL',
      'https://x:${TOKEN}@h https://x:<token>@h https://x:%s@h https://x:{{ token }}@h https://x:***@h',
    ],
    ['addresses', 'anna@example.org, "Anna: b" <anna@example.org>, git@example.org:a/b.git'],
    [
      'a header without a value',
      'Authorization: Bearer token is required. authorization: Basic Authentication, Authorization: Bearer $TOKEN',
    ],
    [
      'a placeholder in a header',
      'Authorization: Bearer YOUR_TOKEN, "Authorization: Bearer <token>", the authorization basic rules',
    ],
    ['a name of a secret', 'aws_secret_access_key is not set; AWS_SECRET_ACCESS_KEY=${SECRET}; AccountKey='],
    [
      'a public key',
      made(dashes, 'BEGIN PUBLIC KEY', dashes, '\n', random(64), '\n', dashes, 'END PUBLIC KEY', dashes),
    ],
    ['the first line of a private key', `\`${line('BEGIN', 'RSA ')}\` is what it begins with, says the manual`],
    ['numbers, versions and paths', '1.2.3-rc.1 2026-01-02T03:04:05.678Z src/audit/mask.ts node_modules/.bin -----'],
  ])('%s', (_, text) => {
    expect(maskCredentials(text)).toEqual({ text, count: 0 });
    const bytes = Buffer.from(text);
    expect(maskBytes(bytes).bytes).toBe(bytes);
  });
});

const pieces = [
  ...whole.map(([, secret]) => secret),
  ...inside.map(([, ...parts]) => parts.join('')),
  ...cut.map(([, key]) => key),
];
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('sk-', '://', '@', '.', '\\n', ' '),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join('').toWellFormed());

test('two credentials that share characters leave nothing of either', () => {
  const text = made('xox', 'b-1234567890', jwt.join('.'), '.', random(43));
  expect(maskCredentials(`(${text})`)).toEqual({ text: '(******)', count: 2 });
});

test('what was masked is not masked again', () => {
  for (const [before, after] of surroundings)
    for (const piece of pieces) expect(maskCredentials(masked(before + piece + after)).count, piece).toBe(0);
});

describe('any text', () => {
  test('is masked alike as bytes, which need not be the whole of their buffer', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = new Uint8Array(Buffer.from(`ab${text}`)).subarray(2);
        const { text: expected, count } = maskCredentials(text);
        const found = maskBytes(bytes);
        expect(Buffer.from(found.bytes).toString()).toBe(expected);
        expect(found.count).toBe(count);
        if (count === 0) expect(found.bytes).toBe(bytes);
      }),
    );
  });

  test('of any bytes stays the same object where nothing was found', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    expect(maskBytes(bytes)).toEqual({ bytes, count: 0 });
    expect(maskBytes(bytes).bytes).toBe(bytes);
    expect(maskBytes(new Uint8Array())).toEqual({ bytes: new Uint8Array(), count: 0 });
  });
});

describe('ten times the text takes about ten times as long', () => {
  const bodyOf = (length: number, unit: string) => unit.repeat(Math.ceil(length / unit.length));
  const fastest = (runs: number, text: string) =>
    Math.min(
      ...Array.from({ length: runs }, () => {
        // Of this process: what else the machine does is not the text's.
        const start = process.cpuUsage();
        maskCredentials(text);
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1_000;
      }),
    );

  test.each([
    ...'eyJ .eyJ eyJaaaaaa. a:b@ ://a: ://a:b@ ://a:@sha256: sk- sk-proj- ghp_ hvs. AIza AKIA sfsk_ a - _ . @ : / ='.split(
      ' ',
    ),
    ...['\\', '\\n', '\n', ' ', 'Authorization: Bearer ', 'aws_secret_access_key=', 'hooks.slack.com/services/'],
    ...[made(dashes, 'BEGIN '), line('BEGIN', ''), `${line('BEGIN', '')}\n`, `${line('BEGIN', '')}\nA: b\n`],
  ])('%j', (unit) => {
    for (const before of ['', `${line('BEGIN', '')}\n`, 'https://a:']) {
      const [short, long] = [before + bodyOf(100_000, unit), before + bodyOf(1_000_000, unit)];
      // Quadratic would be a hundred times, and minutes. What takes less than a second says nothing.
      const limit = 40 * fastest(2, short) + 1_000;
      expect(fastest(1, long), before).toBeLessThan(limit);
    }
  });

  test('and megabytes of one letter are no error', () => {
    const letters = 'a'.repeat(8_000_000);
    for (const before of pieces) expect(() => maskCredentials(before + letters)).not.toThrow();
    expect(() => maskCredentials(`eyJ${letters}.eyJ${letters}.`)).not.toThrow();
  });
});
