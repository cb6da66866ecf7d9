import { rateLimited } from '../server/errors.ts';

/** What one organization's streams may hold on a replica at once, and all of them, in bytes. */
export const arrivingLimits = { organization: 64 * 1024 * 1024, all: 128 * 1024 * 1024 } as const;

/** What one stream holds. */
export interface Arriving {
  /** Counts what came in; throws where there is no room for it. */
  add(bytes: number): void;
  /** Gives all of it back. */
  free(): void;
}

/**
 * Findings that came in and are not written yet stay in memory, so that a slow sender holds no connection to the database. This
 * bounds them; what one organization sends leaves room for others.
 */
export class ArrivingFindings {
  private all = 0;
  private readonly byOrganization = new Map<string, number>();

  open(organizationId: string): Arriving {
    let held = 0;
    return {
      add: (bytes) => {
        const theirs = (this.byOrganization.get(organizationId) ?? 0) + bytes;
        if (theirs > arrivingLimits.organization || this.all + bytes > arrivingLimits.all)
          throw rateLimited('too many findings are on their way at once; send them again in a moment', 1_000);
        held += bytes;
        this.count(organizationId, bytes);
      },
      free: () => {
        this.count(organizationId, -held);
        held = 0;
      },
    };
  }

  private count(organizationId: string, bytes: number): void {
    this.all += bytes;
    const theirs = (this.byOrganization.get(organizationId) ?? 0) + bytes;
    if (theirs === 0) this.byOrganization.delete(organizationId);
    else this.byOrganization.set(organizationId, theirs);
  }
}
