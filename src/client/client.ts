/** The client: one object per token and API, with the operations by area. */

import { Api } from './call/api';
import type { Totals } from './call/trace';
import { listCmks } from './cmks/cmk';
import { Cmks } from './cmks/cmks';
import { CreateOnce } from './cmks/create-once';
import { Projects } from './projects';
import { SharedReads } from './reads/shared-reads';
import { Services } from './services/services';
import { StaticIps } from './services/static-ips';
import { type AivenClientOptions, resolveSettings } from './settings';
import type { Clock } from './time/clock';

/**
 * The Aiven API.
 * @throws AivenError of kind `input` for a token, URL, proxy or certificate file that cannot work
 */
export class AivenClient {
  readonly projects: Projects;
  /** Customer managed keys. */
  readonly cmks: Cmks;
  readonly services: Services;
  readonly staticIps: StaticIps;
  /** Reads that share one list per project until this client writes to the project. */
  readonly reads: SharedReads;
  /** The clock of every deadline and pause. */
  readonly clock: Clock;
  private readonly api: Api;

  constructor(options: AivenClientOptions) {
    const settings = resolveSettings(options);
    const api = new Api(settings);
    this.api = api;
    this.clock = settings.clock;
    this.reads = new SharedReads(
      {
        listCmks: (project, call) => listCmks(api, project, call),
        getCmk: (project, cmkId, call) => this.cmks.get(project, cmkId, call),
        listServices: (project, call) => this.services.list(project, call),
        getService: (project, name, call) => this.services.get(project, name, call),
        associations: (project, cmkId, call) => this.cmks.associations(project, cmkId, call),
        accessors: (project, call) => this.cmks.accessors(project, call),
        staticIps: (project, call) => this.staticIps.list(project, call),
      },
      settings.clock,
    );
    api.onWrite = (project) => this.reads.forget(project);
    this.projects = new Projects(api);
    this.cmks = new Cmks(api, new CreateOnce(api, this.reads, settings), settings);
    this.staticIps = new StaticIps(api, settings);
    this.services = new Services(api, settings, (project, cmkId, call) => this.cmks.associations(project, cmkId, call));
  }

  /** The `deadline` option for an operation that may take this many milliseconds from now; undefined for no limit. */
  deadlineAfter(ms: number | undefined): number | undefined {
    return ms === undefined ? undefined : this.clock.now() + ms;
  }

  /** The requests made so far. */
  get totals(): Totals {
    return this.api.trace.totals;
  }

  /** Logs the totals and closes the connections. */
  async close(): Promise<void> {
    this.api.close();
  }
}
