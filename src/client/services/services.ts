/** The operations under /service. */

import { AIVEN_MANAGED_CMK_ID, normalizeCmkId } from '../../aiven';
import type { WireServiceCreate, WireServiceUpdate } from '../../api/wire';
import type { Api, CallOptions } from '../call/api';
import { CreateTime, requestInWait } from '../call/create-time';
import { path } from '../call/path';
import type { Reader } from '../call/reader';
import { isDeletedEarlier, nullIfMissing } from '../errors/guards';
import type { Association } from '../model/association';
import { readService, type Service } from '../model/service';
import type {
  ServiceCreate,
  ServiceListOptions,
  ServiceReadOptions,
  ServiceSettings,
  ServiceUpdate,
} from '../model/service-input';
import { type Shared, shareKept } from '../reads/shared';
import type { Settings } from '../settings';
import { createServiceOnce } from './create-service-once';
import { type GoneWait, type ReadyWait, type ServiceReadiness, waitUntilGone, waitUntilReady } from './service-waits';

export class Services {
  /** The names in the first list of each project. */
  private readonly names = new Map<string, Shared<Set<string>>>();

  constructor(
    private readonly api: Api,
    private readonly settings: Settings,
    private readonly associations: (project: string, cmkId: string, options: CallOptions) => Promise<Association[]>,
  ) {}

  async list(project: string, { includeSecrets, ...options }: ServiceListOptions = {}): Promise<Service[]> {
    return this.api.call({
      ...options,
      operation: 'ServiceList',
      project,
      path: path`/v1/project/${project}/service`,
      query: secretsQuery(includeSecrets),
      parse: (answer) => answer.list('services', (service) => readService(service)),
    });
  }

  /** @throws AivenError, `isNotFound` when the project has no such service */
  async get(project: string, serviceName: string, options: ServiceReadOptions = {}): Promise<Service> {
    const { unlisted, includeSecrets, ...call } = options;
    return this.api.call({
      ...call,
      ...this.about(project, serviceName),
      ...(unlisted ? { isListed: undefined } : {}),
      operation: 'ServiceGet',
      path: path`/v1/project/${project}/service/${serviceName}`,
      query: secretsQuery(includeSecrets),
      parse: (answer) => requireNamed(readService(answer.object('service')), serviceName, answer),
    });
  }

  /**
   * Creates a service exactly once: after a lost response, its name tells whether it exists. Resolves when Aiven has accepted it.
   * @throws AivenError, `isAlreadyExists` when the name is taken
   */
  async create(project: string, input: ServiceCreate, options: CallOptions = {}): Promise<Service> {
    const { settings } = this;
    const time = new CreateTime(settings, options);
    return createServiceOnce({
      project,
      input,
      settings,
      time,
      isFree: () => this.isFree(project, input.serviceName, options),
      get: () => this.get(project, input.serviceName, options),
      associations: (cmkId) => this.associations(project, cmkId, options),
      post: ({ findEarlier }) =>
        this.api.call({
          ...time.createOptions,
          findEarlier,
          operation: 'ServiceCreate',
          subject: `service "${input.serviceName}"`,
          project,
          path: path`/v1/project/${project}/service`,
          body: toWireCreate(input),
          parse: (answer) => readService(answer.object('service')),
        }),
    });
  }

  /**
   * Whether no service has the name: a GET returns 404, and a list lacks it. The first list of the project is kept for this, so that many
   * creates need one list.
   */
  private async isFree(project: string, serviceName: string, options: CallOptions): Promise<boolean> {
    const names = await shareKept(this.names, project, options, async (call) => {
      const services = await this.list(project, call);
      return new Set(services.map((service) => service.serviceName));
    });
    const unlisted = !names.has(serviceName);
    return (await nullIfMissing(this.get(project, serviceName, { ...options, unlisted }))) === null;
  }

  /** Changes the given settings only. Resolves when Aiven has accepted them. */
  async update(
    project: string,
    serviceName: string,
    changes: ServiceUpdate,
    options: CallOptions = {},
  ): Promise<Service> {
    return this.api.call({
      ...options,
      ...this.about(project, serviceName),
      operation: 'ServiceUpdate',
      path: path`/v1/project/${project}/service/${serviceName}`,
      body: toWireUpdate(changes),
      parse: (answer) =>
        requireNamed(readService(answer.object('service'), { planOptional: true }), serviceName, answer),
    });
  }

  /** Replaces all tags of a service. */
  async replaceTags(
    project: string,
    serviceName: string,
    tags: Record<string, string>,
    options: CallOptions = {},
  ): Promise<void> {
    return this.api.call({
      ...options,
      ...this.about(project, serviceName),
      operation: 'ProjectServiceTagsReplace',
      path: path`/v1/project/${project}/service/${serviceName}/tags`,
      body: { tags },
      parse: () => undefined,
    });
  }

  /**
   * Starts the deletion; `waitUntilGone` waits for its end. After a lost response, a 404 counts as success if the project's list lacks
   * the service too.
   */
  async delete(project: string, serviceName: string, options: CallOptions = {}): Promise<void> {
    try {
      await this.api.call({
        ...options,
        ...this.about(project, serviceName),
        operation: 'ServiceDelete',
        path: path`/v1/project/${project}/service/${serviceName}`,
        parse: () => undefined,
      });
    } catch (error) {
      if (!isDeletedEarlier(error)) throw error;
    }
  }

  /** Waits until the service runs and its key's association is active. @throws AivenError */
  waitUntilReady(project: string, serviceName: string, wait: ReadyWait = {}): Promise<ServiceReadiness> {
    const { clock } = this.settings;
    const { includeSecrets } = wait;
    return waitUntilReady({
      project,
      serviceName,
      wait,
      clock,
      get: () => this.get(project, serviceName, { ...requestInWait(wait, clock), includeSecrets }),
      associations: (cmkId) => this.associations(project, cmkId, requestInWait(wait, clock)),
    });
  }

  /** Waits until the service no longer exists. @throws AivenError */
  waitUntilGone(project: string, serviceName: string, wait: GoneWait = {}): Promise<void> {
    const { clock } = this.settings;
    return waitUntilGone({
      project,
      serviceName,
      wait,
      clock,
      get: () => this.get(project, serviceName, requestInWait(wait, clock)),
    });
  }

  /** What requests about one service have in common. */
  private about(project: string, serviceName: string) {
    return {
      subject: `service "${serviceName}"`,
      project,
      isListed: async ({ signal, deadline }: CallOptions) => {
        const services = await this.list(project, { signal, deadline });
        return services.some((service) => service.serviceName === serviceName);
      },
    };
  }
}

/** Aiven returns secrets only on request. */
function secretsQuery(includeSecrets = false): string {
  return includeSecrets ? '?include_secrets=true' : '';
}

function toWireCreate(input: ServiceCreate): WireServiceCreate {
  const { serviceName, serviceType, plan, projectVpcId, staticIps, tags } = input;
  return {
    service_name: serviceName,
    service_type: serviceType,
    plan,
    ...(projectVpcId === undefined ? {} : { project_vpc_id: projectVpcId }),
    static_ips: staticIps,
    tags,
    ...toWireSettings(input),
  };
}

function toWireUpdate({ plan, projectVpcId, powered, ...settings }: ServiceUpdate): WireServiceUpdate {
  // JSON drops what is undefined.
  return { plan, project_vpc_id: projectVpcId, powered, ...toWireSettings(settings) };
}

function toWireSettings(settings: ServiceSettings): Omit<WireServiceUpdate, 'plan' | 'project_vpc_id' | 'powered'> {
  const { cmkId, techEmails } = settings;
  return {
    cloud: settings.cloudName,
    // Null must be sent as the all-zero UUID: an omitted field means the project's default key.
    cmk_id: cmkId === undefined ? undefined : normalizeCmkId(cmkId ?? AIVEN_MANAGED_CMK_ID),
    user_config: settings.userConfig,
    termination_protection: settings.terminationProtection,
    maintenance: settings.maintenance,
    disk_space_mb: settings.diskSpaceMb,
    tech_emails: techEmails?.map((email) => ({ email })),
  };
}

function requireNamed(service: Service, serviceName: string, answer: Reader): Service {
  if (service.serviceName === serviceName) return service;
  throw answer.violation('service.service_name', 'the requested name', service.serviceName);
}
