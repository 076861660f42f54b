/**
 * Orders what one process does to a service. For Terraform, a binding that was renamed without `moved` is two resources: it may create
 * the new one and delete the old one in any order.
 */

import { formatServiceImportId } from '../aiven';
import type { Clock } from '../client';
import { inTurn } from '../support/in-turn';

/** A service as attributes name it. */
export interface ServiceName {
  readonly project: unknown;
  readonly service_name: unknown;
}

/** The import ID of a service; undefined while its project or name is unknown. */
export function nameOfService(service: Partial<ServiceName> | null): string | undefined {
  const { project, service_name: serviceName } = service ?? {};
  if (typeof project !== 'string' || typeof serviceName !== 'string') return undefined;
  return formatServiceImportId({ project, serviceName });
}

/** How long a delete waits for a create of the same service to begin, in milliseconds. */
const patience = 1_000;

export class ServiceTurns {
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly claims = new Map<string, AbortController>();
  private readonly detached = new Set<string>();

  /** Runs an operation on the service after all earlier ones. */
  run<T>(service: ServiceName, signal: AbortSignal, operation: () => Promise<T>): Promise<T> {
    return inTurn(this.turns, nameOf(service), () => {
      signal.throwIfAborted();
      return operation();
    });
  }

  /**
   * To be called as soon as the process knows that a resource binds the service to a key: Terraform plans each again right before it
   * applies it. Lasts as long as the process.
   */
  claim(service: ServiceName): void {
    this.claimOf(service).abort();
  }

  /** Aborted once the service has been claimed. */
  claimed(service: ServiceName): AbortSignal {
    return this.claimOf(service).signal;
  }

  /** Waits up to a second for a claim. Resolves to whether there is one. */
  async awaitClaim(service: ServiceName, clock: Clock, signal: AbortSignal): Promise<boolean> {
    const claimed = this.claimed(service);
    await clock.sleep(patience, AbortSignal.any([signal, claimed])).catch(() => undefined);
    signal.throwIfAborted();
    return claimed.aborted;
  }

  /** To be called before a binding moves the service to Aiven-managed keys. */
  markDetached(service: ServiceName): void {
    this.detached.add(nameOf(service));
  }

  /** Whether this process moved the service to Aiven-managed keys, so that a resource that names a key has to send it again. */
  hasDetached(service: ServiceName): boolean {
    return this.detached.has(nameOf(service));
  }

  private claimOf(service: ServiceName): AbortController {
    const name = nameOf(service);
    const found = this.claims.get(name) ?? new AbortController();
    this.claims.set(name, found);
    return found;
  }
}

/** Of a service whose project and name are known. */
const nameOf = (service: ServiceName): string => nameOfService(service) ?? '';
