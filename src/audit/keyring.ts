import type { EntityManager } from '@mikro-orm/postgresql';
import { LRUCache } from 'lru-cache';
import { oneAtATime } from '../db/lock.ts';
import { addKeyFile, readKeyFiles } from './key_files.ts';
import { makeVerifierKey, type NoteSigner, type VerifierKey } from './proof/note.ts';
import {
  KeyFileError,
  type KeyKind,
  makeSigningKey,
  type PublicLogKey,
  rawKeyOf,
  type SigningKey,
  signBytes,
} from './signing_key.ts';

/** Where private keys are. A key that a service signs with would be one more of these. */
export interface KeySource {
  /** For messages: a folder's path. */
  place: string;
  /** Throws KeyFileError. */
  read(): SigningKey[];
  /** Makes a key that `read` tells from now on. */
  make(kind: KeyKind): SigningKey;
}

/** The files of a folder, see key_files.ts. */
export const keyFolder = (folder: string): KeySource => ({
  place: folder,
  read: () => readKeyFiles(folder),
  make: (kind) => addKeyFile(folder, kind),
});

/** Keys that end with the process: for tests and other servers that live no longer than their database. */
export function keysInMemory(): KeySource {
  const keys: SigningKey[] = [];
  return {
    place: 'memory',
    read: () => keys,
    make(kind) {
      const { key } = makeSigningKey(kind);
      keys.push(key);
      return key;
    },
  };
}

/** A key as the database lists it. */
export interface LogKey extends PublicLogKey {
  notBefore: Date;
  /** From when on nothing is signed with it; null: it is the one in use. */
  notAfter: Date | null;
  /** True while it signs. */
  active: boolean;
}

const kinds = ['log', 'attestation'] as const;

/**
 * The keys of the log: the public ones from the database, the private ones from where they are kept.
 *
 * A server whose private keys are not those of the database must neither sign nor write: `problem` says what is wrong.
 */
export class Keyring {
  readonly source: KeySource;
  /** A sentence that says how to mend it; undefined while all is well. */
  problem: string | undefined = 'the keys of the log have not been compared with the database yet; try again';
  private all: LogKey[] = [];
  private signing: SigningKey[] = [];
  /** What was made of the keys for a log: each round of the sequencer asks. */
  private readonly known = new LRUCache<string, VerifierKey[]>({ max: 10_000 });

  constructor(source: KeySource) {
    this.source = source;
  }

  /** Every key that ever signed, newest first. */
  get keys(): readonly LogKey[] {
    return this.all;
  }

  /** Changes whenever a key is added, and whenever one stops signing; `keysVersion` is the same in SQL. */
  get version(): string {
    return this.all
      .map(({ id, active }) => `${id}${active ? '+' : '-'}`)
      .sort()
      .join(',');
  }

  /** Compares the files with the database, and makes both where the database has no keys at all. */
  async refresh(em: EntityManager): Promise<void> {
    let listed = await listKeys(em);
    if (listed.length === 0) listed = await this.register(em);
    const same = listed.length === this.all.length && listed.every((key, at) => key.active === this.all[at]?.active);
    this.all = listed;
    this.known.clear();
    if (same && !this.problem) return;
    try {
      this.signing = this.source.read();
      this.problem = this.missing();
    } catch (error) {
      if (!(error instanceof KeyFileError)) throw error;
      this.problem = error.message;
    }
  }

  /** Who signs a checkpoint of this log now: the key in use, and those that it follows while they overlap. */
  signers(origin: string): NoteSigner[] {
    return this.active('log').map((key) => ({
      key: makeVerifierKey(origin, rawKeyOf(key)),
      sign: (text) => signBytes(key, text),
    }));
  }

  /** Every key that a checkpoint of this log may be signed with. */
  verifiers(origin: string): VerifierKey[] {
    const known = this.known.get(origin);
    if (known) return known;
    const made = this.all.filter(({ kind }) => kind === 'log').map((key) => makeVerifierKey(origin, rawKeyOf(key)));
    this.known.set(origin, made);
    return made;
  }

  /** What attestations are signed with now. */
  attestationKey(): SigningKey {
    return this.active('attestation')[0]!;
  }

  private active(kind: KeyKind): SigningKey[] {
    return this.all
      .filter((key) => key.kind === kind && key.active)
      .flatMap(({ id }) => this.signing.find((key) => key.id === id) ?? []);
  }

  private missing(): string | undefined {
    for (const kind of kinds) {
      const inUse = this.all.find((key) => key.kind === kind && key.notAfter === null);
      if (inUse && this.signing.some(({ id }) => id === inUse.id)) continue;
      return (
        `the ${kind} key that this database's log is signed with (${inUse?.id.slice(0, 16) ?? 'none'}) is not in ${this.source.place}: ` +
        `put its file ${kind}-….pem back, or replace the key with sfs audit rotate-key on the server's machine`
      );
    }
    return undefined;
  }

  private register(em: EntityManager): Promise<LogKey[]> {
    return em.transactional(async (tx) => {
      await tx.execute('select pg_advisory_xact_lock(?)', [oneAtATime.logKeys]);
      const others = await listKeys(tx);
      if (others.length > 0) return others;
      const found = this.source.read();
      for (const kind of kinds) await addKey(tx, found.find((key) => key.kind === kind) ?? this.source.make(kind));
      return listKeys(tx);
    });
  }
}

/** SQL: what `Keyring.version` is when it is up to date. */
export const keysVersion = `(select coalesce(string_agg(id || case when not_after is null or not_after > now() then '+' else '-' end, ','
  order by id collate "C"), '') from audit_log_keys)`;

interface Row {
  id: string;
  kind: KeyKind;
  public_key: Buffer;
  not_before: string;
  not_after: string | null;
  active: boolean;
}

/** The keys as the database has them, newest first. */
export async function listKeys(em: EntityManager): Promise<LogKey[]> {
  const rows = await em.execute<Row[]>(
    `select id, kind, public_key, not_before, not_after, not_after is null or not_after > now() as active
     from audit_log_keys order by not_after is null desc, not_before desc, kind desc, id`,
  );
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, spki: Buffer.from(row.public_key), active: row.active },
    notBefore: new Date(row.not_before),
    notAfter: row.not_after === null ? null : new Date(row.not_after),
  }));
}

/** Makes a key the one in use, from now on. */
export async function addKey(tx: EntityManager, key: PublicLogKey): Promise<void> {
  await tx.execute('insert into audit_log_keys (id, kind, public_key) values (?, ?, ?)', [key.id, key.kind, key.spki]);
}
