import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate with its key, PEM. */
export interface Certificate {
  cert: Buffer;
  key: Buffer;
}

/** An authority, a server certificate for localhost and 127.0.0.1, and a client certificate; valid for a day. Needs openssl. */
export function makePki(): { ca: Buffer; server: Certificate; client: Certificate } {
  const folder = mkdtempSync(join(tmpdir(), 'sfs-pki-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  try {
    openssl('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=test authority', '-days', '1');
    const issue = (name: string): Certificate => {
      writeFileSync(join(folder, 'ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1');
      openssl('req', ...ec, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        '1',
        '-extfile',
        'ext',
        '-out',
        `${name}.pem`,
      );
      return { cert: readFileSync(join(folder, `${name}.pem`)), key: readFileSync(join(folder, `${name}.key`)) };
    };
    return { server: issue('server'), client: issue('client'), ca: readFileSync(join(folder, 'ca.pem')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
