import { hash } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { LRUCache } from 'lru-cache';
import type { Pool } from '../db/statements.ts';
import { scopesOf } from '../projects/roles.ts';
import type { Principal } from '../server/context.ts';
import { rateLimited, SfsError, unauthenticated, unavailable } from '../server/errors.ts';
import {
  type KeyFacts,
  loadKeys,
  type ScopeUse,
  type SecretFacts,
  type SecretUse,
  touchScopes,
  touchSecrets,
} from './lookup.ts';
import { hashSecret, matchesHash, type ParsedKey, type Pepper, parseKey } from './secret.ts';

/** A key that nobody could confirm for this long is refused, in milliseconds. */
const staleMs = 1_000;
/** How often all cached keys are confirmed, in milliseconds: one query for all of them. */
const confirmMs = 400;
/** A cached key that nobody used for this long is forgotten, in milliseconds. */
const idleMs = 60_000;
/** Unknown keys that one peer may try in a second. */
const unknownPerSecond = 50;

interface Cached {
  facts: KeyFacts;
  /** When the database last confirmed it, by performance.now(). */
  confirmedAt: number;
  usedAt: number;
}

/** The refusal of a key whose secret was right: it is known whose it was, and its organization hears of it. */
export class EndedKey extends SfsError {
  readonly principal: Principal;
  constructor(refusal: SfsError, principal: Principal) {
    super(refusal.code, refusal.reason, refusal.message, refusal.details);
    this.principal = principal;
  }
}

/**
 * Turns keys into principals. A known key costs a hash and no query.
 *
 * What is cached is confirmed by one query for all cached keys every 0.4 s; besides, every change is told through NOTIFY. So a
 * revoked key, or a member who was removed, is refused within a second on every replica, and if the database cannot confirm, the
 * key is refused with UNAVAILABLE.
 */
export class KeyVerifier {
  private readonly orm: MikroORM;
  private readonly pool: Pool;
  private readonly peppers: ReadonlyMap<number, Pepper>;
  private readonly cache = new Map<string, Cached>();
  /** Whose the keys were that were verified, by the digest of their text: to read a key costs more than to hash it. */
  private readonly verified = new LRUCache<string, { keyId: string; version: number }>({ max: 10_000 });
  /** Made once for all calls between two confirmations. */
  private readonly principals = new WeakMap<SecretFacts, Principal>();
  private readonly missing = new LRUCache<string, true>({ max: 10_000, ttl: 5_000 });
  private readonly tries = new LRUCache<string, number>({ max: 10_000, ttl: 1_000 });
  private readonly usedSecrets = new Map<string, SecretUse>();
  private readonly usedScopes = new Map<string, ScopeUse>();
  /** When a key or a member was said to have changed, by performance.now(): answers asked for before that are outdated. */
  private readonly told = new LRUCache<string, number>({ max: 10_000, ttl: 5_000 });
  /** Keys that are being looked up, so that a burst of calls with one key asks once. */
  private readonly asking = new Map<string, Promise<void>>();
  private readonly timer: NodeJS.Timeout;
  /** Milliseconds that the database's clock is ahead of ours. */
  private clockAhead = 0;
  private confirming: Promise<void> | undefined;

  /** @param pool where keys are looked up, whatever the calls do with the ORM's */
  constructor(orm: MikroORM, pool: Pool, peppers: ReadonlyMap<number, Pepper>) {
    this.orm = orm;
    this.pool = pool;
    this.peppers = peppers;
    this.timer = setInterval(() => void this.confirm().catch(() => {}), confirmMs);
    this.timer.unref();
  }

  /** The principal of a key; throws UNAUTHENTICATED with the reason. Unknown ids and wrong secrets answer alike. */
  async verify(text: string, peer: string): Promise<Principal> {
    const digest = hash('sha256', text, 'base64');
    return this.verifiedBefore(digest) ?? this.verifyAnew(text, digest, peer);
  }

  /** The principal of a key that was verified before, if the database confirmed it in the last second. */
  private verifiedBefore(digest: string): Principal | undefined {
    const known = this.verified.get(digest);
    const cached = known && this.cache.get(known.keyId);
    if (!known || !cached || performance.now() - cached.confirmedAt >= staleMs) return undefined;
    const secret = cached.facts.secrets.find(({ version }) => version === known.version);
    if (!secret || (secret.expiresAt && secret.expiresAt <= this.now())) return undefined;
    cached.usedAt = performance.now();
    return this.principalFor(cached.facts, secret);
  }

  private async verifyAnew(text: string, digest: string, peer: string): Promise<Principal> {
    const key = parseKey(text);
    if (!key)
      throw unauthenticated(
        'KEY_MALFORMED',
        'the key is not complete: it begins with sfsk_ or sfsp_ and ends with a checksum; copy it again',
      );
    const facts = await this.factsOf(key, peer);
    const secret = facts && this.secretOf(facts, key);
    if (!facts || !secret) throw this.unknown();
    const principal = this.principalFor(facts, secret);
    this.verified.set(digest, { keyId: facts.id, version: secret.version });
    return principal;
  }

  private principalFor(facts: KeyFacts, secret: SecretFacts): Principal {
    try {
      this.refuseEnded(facts, secret);
    } catch (error) {
      throw new EndedKey(error as SfsError, principalOf(facts, secret));
    }
    const { organizationId, id: keyId } = facts;
    const { version } = secret;
    const name = `${keyId}/${version}`;
    if (!this.usedSecrets.has(name)) this.usedSecrets.set(name, { organizationId, keyId, version, at: this.now() });
    const known = this.principals.get(secret);
    if (known) return known;
    const principal = principalOf(facts, secret);
    this.principals.set(secret, principal);
    return principal;
  }

  /** Throws where the principal may no longer act. */
  async recheck(principal: Principal): Promise<void> {
    const facts = await this.known(principal.keyId);
    const secret = facts?.secrets.find((one) => one.version === principal.secretVersion);
    if (!facts || !secret) throw unauthenticated('KEY_UNKNOWN', 'the key is no longer known');
    this.refuseEnded(facts, secret);
  }

  /** Forgets a key, or every key of a member: their next use asks the database. */
  forget(changed: { key?: string; member?: string }): void {
    for (const id of [changed.key, changed.member]) if (id) this.told.set(id, performance.now());
    if (changed.key) {
      this.cache.delete(changed.key);
      this.missing.delete(changed.key);
    }
    if (changed.member)
      for (const [id, { facts }] of this.cache) if (facts.member?.id === changed.member) this.cache.delete(id);
  }

  /** Remembers that a key used a scope. */
  used({ keyId, organizationId }: Principal, scope: string): void {
    const name = `${keyId}/${scope}`;
    if (!this.usedScopes.has(name)) this.usedScopes.set(name, { organizationId, keyId, scope, at: this.now() });
  }

  /** Writes when keys and their scopes were last used, in a statement each; called every few seconds and at the end. */
  async flushUse(): Promise<void> {
    const secrets = [...this.usedSecrets.values()];
    const scopes = [...this.usedScopes.values()];
    this.usedSecrets.clear();
    this.usedScopes.clear();
    if (secrets.length > 0) await touchSecrets(this.orm.em.fork(), secrets);
    if (scopes.length > 0) await touchScopes(this.orm.em.fork(), scopes);
  }

  /** Ends the confirming and writes what is left; the pool may be closed after it. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.confirming?.catch(() => {});
    await this.flushUse().catch(() => {});
  }

  private now = () => new Date(Date.now() + this.clockAhead);

  private async factsOf(key: ParsedKey, peer: string): Promise<KeyFacts | undefined> {
    const first = !this.cache.has(key.id) && !this.asking.has(key.id);
    if (first) this.countTry(peer, 1);
    if (this.missing.has(key.id)) return undefined;
    const facts = await this.known(key.id);
    if (!facts) this.missing.set(key.id, true);
    else if (first) this.countTry(peer, -1);
    return facts?.kind === key.kind ? facts : undefined;
  }

  /** From the cache if it was confirmed less than a second ago, else from the database, else UNAVAILABLE. */
  private async known(id: string): Promise<KeyFacts | undefined> {
    const cached = this.cache.get(id);
    if (cached) cached.usedAt = performance.now();
    if (cached && performance.now() - cached.confirmedAt < staleMs) return cached.facts;
    try {
      await this.ask(id);
    } catch (cause) {
      throw unavailable(
        'KEY_UNCONFIRMED',
        'the key cannot be checked because the database cannot be reached; try again',
        cause,
      );
    }
    return this.cache.get(id)?.facts;
  }

  /** One query for every cached key; those nobody used for a minute are dropped. */
  private confirm(): Promise<void> {
    this.confirming ??= this.confirmAll().finally(() => {
      this.confirming = undefined;
    });
    return this.confirming;
  }

  private async confirmAll(): Promise<void> {
    const now = performance.now();
    for (const [id, cached] of this.cache) if (now - cached.usedAt > idleMs) this.cache.delete(id);
    if (this.cache.size > 0) await this.load([...this.cache.keys()]);
  }

  /** Looks one key up; calls that come meanwhile share the answer. */
  private ask(id: string): Promise<void> {
    const running = this.asking.get(id);
    if (running) return running;
    const started = this.load([id]).finally(() => this.asking.delete(id));
    this.asking.set(id, started);
    return started;
  }

  private async load(ids: string[]): Promise<void> {
    // Confirmed as of the moment before the question: what changes while it is answered may be missed.
    const asked = performance.now();
    const { keys, now } = await loadKeys(this.pool, ids);
    this.clockAhead = now.getTime() - Date.now();
    const outdated = ids.filter((id) => !this.keep(id, keys.get(id), asked));
    if (outdated.length > 0) await this.load(outdated);
  }

  /** Puts an answer into the cache; false where the key was said to have changed since it was asked for. */
  private keep(id: string, facts: KeyFacts | undefined, asked: number): boolean {
    const told = Math.max(this.told.get(id) ?? 0, this.told.get(facts?.member?.id ?? '') ?? 0);
    if (told >= asked) return false;
    const before = this.cache.get(id);
    if (!facts) this.cache.delete(id);
    else if (!before || before.confirmedAt <= asked)
      this.cache.set(id, { facts, confirmedAt: asked, usedAt: before?.usedAt ?? asked });
    return true;
  }

  /** The secret that was presented; an older one only while its overlap lasts. */
  private secretOf(facts: KeyFacts, key: ParsedKey): SecretFacts | undefined {
    return facts.secrets.find((secret) => {
      const pepper = secret.pepper === null ? undefined : this.peppers.get(secret.pepper);
      if (secret.pepper !== null && !pepper) return false;
      return (
        matchesHash(hashSecret(key.text, pepper), secret.hash) && !(secret.expiresAt && secret.expiresAt <= this.now())
      );
    });
  }

  private refuseEnded(facts: KeyFacts, secret: SecretFacts): void {
    if (facts.revokedAt)
      throw unauthenticated('KEY_REVOKED', `the key was revoked at ${facts.revokedAt.toISOString()}`, {
        revoked_at: facts.revokedAt.toISOString(),
      });
    if (facts.member?.removed)
      throw unauthenticated('KEY_REVOKED', "the key's member was removed from the organization");
    const ends = secret.expiresAt && secret.expiresAt < facts.expiresAt ? secret.expiresAt : facts.expiresAt;
    if (ends <= this.now())
      throw unauthenticated(
        'KEY_EXPIRED',
        `the key expired at ${ends.toISOString()}; mint a new one or rotate earlier`,
        { expired_at: ends.toISOString() },
      );
  }

  private unknown(): SfsError {
    return unauthenticated('KEY_UNKNOWN', 'no such key on this server; check that key and server belong together');
  }

  /** Counts a look-up of a key that is not cached, and takes it back where the key turns out to be known. */
  private countTry(peer: string, by: 1 | -1): void {
    const address = peer.replace(/:\d+$/, '');
    const count = Math.max(0, (this.tries.get(address) ?? 0) + by);
    this.tries.set(address, count, { ttl: this.tries.getRemainingTTL(address) || 1_000 });
    if (by === 1 && count > unknownPerSecond)
      throw rateLimited('too many unknown keys from this address; wait a second', 1_000);
  }
}

function principalOf(facts: KeyFacts, secret: SecretFacts): Principal {
  const member = facts.member;
  return {
    organizationId: facts.organizationId,
    kind: facts.kind,
    keyId: facts.id,
    keyName: facts.name,
    keyPrefix: facts.prefix,
    secretVersion: secret.version,
    member: member ? { id: member.id, name: member.name, role: member.role } : null,
    scopes: new Set(member ? scopesOf(member.role) : facts.scopes),
    projects: member || facts.allProjects ? 'all' : new Set(facts.projectIds),
    expiresAt: secret.expiresAt && secret.expiresAt < facts.expiresAt ? secret.expiresAt : facts.expiresAt,
  };
}
