import { status } from '@grpc/grpc-js';
import {
  type HealthServer,
  HealthService,
  HealthCheckResponse_ServingStatus as Serving,
} from '../gen/grpc/health/v1/health.ts';
import { Boundary } from '../gen/sfs/v1/access.ts';
import type { Rule } from './rules.ts';

type Watch = Parameters<HealthServer['watch']>[0];

/** Rules of grpc.health.v1, made here because the proto is not ours: public, nothing behind it. */
export const healthRules: Rule[] = Object.entries(HealthService).map(([name, method]) => ({
  path: method.path,
  service: 'Health',
  method: `${name[0]?.toUpperCase()}${name.slice(1)}`,
  access: { public: true, boundary: Boundary.BOUNDARY_NONE, humanOnly: false },
  readOnly: true,
  audit: undefined,
  clientStream: false,
  serverStream: method.responseStream,
}));

/** grpc.health.v1: whether to send calls here. */
export class Health {
  private serving = true;
  private readonly watches = new Set<Watch>();
  private readonly services: ReadonlySet<string>;

  constructor(services: Iterable<string>) {
    this.services = new Set(['', ...services]);
  }

  /** Says so to everyone who asks or watches. */
  set(serving: boolean): void {
    this.serving = serving;
    for (const watch of this.watches) watch.write({ status: this.value() });
  }

  /** Ends every watch, so that the server can stop. */
  end(): void {
    for (const watch of this.watches) watch.end();
    this.watches.clear();
  }

  private value() {
    return this.serving ? Serving.SERVING : Serving.NOT_SERVING;
  }

  /** In grpc-js's own form: it must answer while everything else is stopping. */
  implementation(): HealthServer {
    return {
      check: (call, answer) => {
        if (this.services.has(call.request.service)) answer(null, { status: this.value() });
        else answer({ code: status.NOT_FOUND, details: 'service: is not known here' });
      },
      list: (_call, answer) => {
        const statuses = [...this.services].map((name) => [name, { status: this.value() }]);
        answer(null, { statuses: Object.fromEntries(statuses) });
      },
      watch: (watch) => {
        watch.write({ status: this.services.has(watch.request.service) ? this.value() : Serving.SERVICE_UNKNOWN });
        this.watches.add(watch);
        watch.on('cancelled', () => this.watches.delete(watch));
      },
    };
  }
}
