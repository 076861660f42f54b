/** Reads that share one list per project until the next write to it: a plan of a thousand keys makes one request. */

import { normalizeCmkId } from '../../aiven';
import type { CallOptions, SingleReadOptions } from '../call/api';
import { AivenError } from '../errors/aiven-error';
import {
  isAborted,
  isMissing,
  isNetworkError,
  isPermissionDenied,
  isProjectNotFound,
  isUnauthorized,
  nullIfMissing,
} from '../errors/guards';
import type { Accessors } from '../model/accessors';
import type { Association } from '../model/association';
import type { Cmk } from '../model/cmk';
import { type KeyUser, usersOfKey } from '../model/key-user';
import type { Service } from '../model/service';
import type { ServiceListOptions, ServiceReadOptions } from '../model/service-input';
import type { StaticIp } from '../model/static-ip';
import type { Clock } from '../time/clock';
import { Shared, shareKept } from './shared';

/** The requests behind the shared reads. */
export interface ReadSource {
  listCmks(project: string, options: CallOptions): Promise<Cmk[]>;
  getCmk(project: string, cmkId: string, options: SingleReadOptions): Promise<Cmk>;
  listServices(project: string, options: ServiceListOptions): Promise<Service[]>;
  getService(project: string, serviceName: string, options: ServiceReadOptions): Promise<Service>;
  associations(project: string, cmkId: string, options: CallOptions): Promise<Association[]>;
  accessors(project: string, options: CallOptions): Promise<Accessors>;
  staticIps(project: string, options: CallOptions): Promise<StaticIp[]>;
}

/** The greatest age of a list that shows which keys existed before a create, in milliseconds. */
const recent = 10_000;

interface Entry {
  startedAt: number;
  shared: Shared<unknown>;
}

export class SharedReads {
  /** By project, then by list. */
  private readonly projects = new Map<string, Map<string, Entry>>();
  /** Projects whose services are listed with secrets. */
  private readonly withSecrets = new Set<string>();
  private readonly snapshots = new Map<string, Shared<Cmk[]>>();
  private readonly serviceSnapshots = new Map<string, Shared<Service[]>>();

  constructor(
    private readonly source: ReadSource,
    private readonly clock: Clock,
  ) {}

  /** Every key of the project. */
  cmks(project: string, options: CallOptions = {}): Promise<Cmk[]> {
    return this.share(project, 'cmks', options, (call) => this.source.listCmks(project, call));
  }

  /**
   * Every key according to the first list of this process, which is kept whatever is written. For uses that tolerate a stale list,
   * such as a warning about existing keys.
   */
  cmksAtStart(project: string, options: CallOptions = {}): Promise<Cmk[]> {
    return shareKept(this.snapshots, project, options, (call) => this.cmks(project, call));
  }

  /** The same, from a list that was requested in the last ten seconds. */
  recentCmks(project: string, options: CallOptions = {}): Promise<Cmk[]> {
    const entries = this.projects.get(project);
    const entry = entries?.get('cmks');
    if (entry?.shared.hasFailed || this.clock.now() - (entry?.startedAt ?? 0) > recent) entries?.delete('cmks');
    return this.cmks(project, options);
  }

  /**
   * Every service of the project. Aiven returns secrets only after a caller asked for them; from then on all callers share that list,
   * unless the token may not read secrets.
   */
  async services(project: string, { includeSecrets = false, ...options }: ServiceListOptions = {}): Promise<Service[]> {
    if (includeSecrets) this.withSecrets.add(project);
    if (this.withSecrets.has(project)) {
      try {
        return await this.listServices(project, true, options);
      } catch (error) {
        if (includeSecrets || !isPermissionDenied(error)) throw error;
      }
    }
    return this.listServices(project, false, options);
  }

  private listServices(project: string, includeSecrets: boolean, options: CallOptions): Promise<Service[]> {
    const name = includeSecrets ? 'services with secrets' : 'services';
    return this.share(project, name, options, (call) => this.source.listServices(project, { ...call, includeSecrets }));
  }

  /** The same from the first list of this process, which later writes do not refresh: for warnings. */
  servicesAtStart(project: string, options: CallOptions = {}): Promise<Service[]> {
    return shareKept(this.serviceSnapshots, project, options, (call) => this.services(project, call));
  }

  /** The accessor of each cloud. */
  accessors(project: string, options: CallOptions = {}): Promise<Accessors> {
    return this.share(project, 'accessors', options, (call) => this.source.accessors(project, call));
  }

  /** The services associated with a key. */
  associations(project: string, cmkId: string, options: CallOptions = {}): Promise<Association[]> {
    const name = `associations ${normalizeCmkId(cmkId)}`;
    return this.share(project, name, options, (call) => this.source.associations(project, cmkId, call));
  }

  /**
   * The services that use a key: from one list of services per project and one list of associations per key.
   * A key that does not exist has no associations, but services may still name it.
   */
  async keyUsers(project: string, cmkId: string, options: CallOptions = {}): Promise<KeyUser[]> {
    const services = this.services(project, options);
    const associations = nullIfMissing(this.associations(project, cmkId, options));
    // When one fails, no request of the other may be left behind.
    await Promise.allSettled([services, associations]);
    return usersOfKey(cmkId, await services, (await associations) ?? []);
  }

  /** The key, or null when it does not exist. A key that the list lacks is requested by itself first. */
  async cmk(project: string, cmkId: string, options: CallOptions = {}): Promise<Cmk | null> {
    const id = normalizeCmkId(cmkId);
    const cmks = await listedOrNull(this.cmks(project, options));
    const listed = cmks?.find((cmk) => cmk.cmkId === id);
    return listed ?? nullIfMissing(this.source.getCmk(project, id, { ...options, unlisted: cmks !== null }));
  }

  /** The service, or null when it does not exist. A service that the list lacks is requested by itself first. */
  async service(project: string, serviceName: string, options: ServiceListOptions = {}): Promise<Service | null> {
    const services = await listedOrNull(this.services(project, options));
    const listed = services?.find((service) => service.serviceName === serviceName);
    const single = { ...options, unlisted: services !== null };
    return listed ?? nullIfMissing(this.source.getService(project, serviceName, single));
  }

  /** Every static IP address of the project. */
  staticIps(project: string, options: CallOptions = {}): Promise<StaticIp[]> {
    return this.share(project, 'static IP addresses', options, (call) => this.source.staticIps(project, call));
  }

  /** Discards the lists of a project that is being written to. */
  forget(project: string): void {
    this.projects.delete(project);
  }

  private async share<T>(
    project: string,
    name: string,
    options: CallOptions,
    ask: (call: CallOptions) => Promise<T>,
  ): Promise<T> {
    const entries = this.projects.get(project) ?? new Map<string, Entry>();
    this.projects.set(project, entries);
    let entry = entries.get(name);
    if (entry === undefined || entry.shared.isAbandoned) {
      const shared = new Shared<unknown>((signal) => ask({ signal, deadline: options.deadline }));
      entry = { startedAt: this.clock.now(), shared };
      entries.set(name, entry);
    }
    // The result under this name came from the same kind of request.
    return (await entry.shared.wait(options.signal)) as T;
  }
}

/**
 * After a failed list, the caller falls back to a single read. That would fail as well for a bad token, an abort and an unreachable
 * API. A list that returns 404 does not come from Aiven, or its project does not exist: then nothing counts as deleted.
 */
async function listedOrNull<T>(list: Promise<T[]>): Promise<T[] | null> {
  try {
    return await list;
  } catch (error) {
    if (isAborted(error) || isUnauthorized(error) || isNetworkError(error) || isProjectNotFound(error)) throw error;
    if (isMissing(error)) throw noList(error);
    return null;
  }
}

/** Aiven has these lists for every project that exists, so a 404 comes from something else. */
function noList(error: AivenError): AivenError {
  const hint = 'Check the API URL (AIVEN_WEB_URL): the Aiven API has this list for every project.';
  return new AivenError({ ...error, kind: 'contract', hint });
}
