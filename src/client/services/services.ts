/** The operations under /service. */

import { AIVEN_MANAGED_CMK_ID, normalizeCmkId } from '../../aiven';
import type { WireServiceCreate, WireServiceUpdate } from '../../api/wire';
import type { Api, CallOptions } from '../call/api';
import { CreateTime, requestInWait } from '../call/create-time';
import { path } from '../call/path';
import type { Reader } from '../call/reader';
import type { Association } from '../model/association';
import { readService, type Service } from '../model/service';
import type { ServiceCreate, ServiceReadOptions, ServiceSettings, ServiceUpdate } from '../model/service-input';
import type { Settings } from '../settings';
import { createServiceOnce } from './create-service-once';
import { type GoneWait, type ReadyWait, type ServiceReadiness, waitUntilGone, waitUntilReady } from './service-waits';

export class Services {
  constructor(
    private readonly api: Api,
    private readonly settings: Settings,
    private readonly associations: (project: string, cmkId: string, options: CallOptions) => Promise<Association[]>,
  ) {}

  async list(project: string, options: ServiceReadOptions = {}): Promise<Service[]> {
    return this.api.call({
      ...options,
      operation: 'ServiceList',
      project,
      path: path`/v1/project/${project}/service`,
      query: this.secretsQuery(options),
      parse: (answer) => answer.list('services', (service) => readService(service)),
    });
  }

  /** @throws AivenError, `isNotFound` when the project has no such service */
  async get(project: string, serviceName: string, options: ServiceReadOptions = {}): Promise<Service> {
    return this.api.call({
      ...options,
      operation: 'ServiceGet',
      subject: `service "${serviceName}"`,
      project,
      path: path`/v1/project/${project}/service/${serviceName}`,
      query: this.secretsQuery(options),
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
      get: () => this.get(project, input.serviceName, options),
      associations: (cmkId) => this.associations(project, cmkId, options),
      post: () =>
        this.api.call({
          ...time.createOptions,
          operation: 'ServiceCreate',
          subject: `service "${input.serviceName}"`,
          project,
          path: path`/v1/project/${project}/service`,
          body: toWireCreate(input),
          parse: (answer) => readService(answer.object('service')),
        }),
    });
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
      operation: 'ServiceUpdate',
      subject: `service "${serviceName}"`,
      project,
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
      operation: 'ProjectServiceTagsReplace',
      subject: `service "${serviceName}"`,
      project,
      path: path`/v1/project/${project}/service/${serviceName}/tags`,
      body: { tags },
      parse: () => undefined,
    });
  }

  /** Starts the deletion; `waitUntilGone` waits for its end. A 404 after a lost response counts as success. */
  async delete(project: string, serviceName: string, options: CallOptions = {}): Promise<void> {
    return this.api.call({
      ...options,
      operation: 'ServiceDelete',
      subject: `service "${serviceName}"`,
      project,
      path: path`/v1/project/${project}/service/${serviceName}`,
      parse: () => undefined,
    });
  }

  /** Waits until the service runs and its key's association is active. @throws AivenError */
  waitUntilReady(project: string, serviceName: string, wait: ReadyWait = {}): Promise<ServiceReadiness> {
    const { clock } = this.settings;
    return waitUntilReady({
      project,
      serviceName,
      wait,
      clock,
      get: () => this.get(project, serviceName, requestInWait(wait, clock)),
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
      get: () => this.get(project, serviceName, { ...requestInWait(wait, clock), includeSecrets: false }),
    });
  }

  /** Aiven returns secrets only on request. */
  private secretsQuery({ includeSecrets = this.settings.includeSecrets }: ServiceReadOptions): string {
    return includeSecrets ? '?include_secrets=true' : '';
  }
}

function toWireCreate(input: ServiceCreate): WireServiceCreate {
  const { serviceName, serviceType, servicePlan, projectVpcId, staticIps, tags } = input;
  return {
    service_name: serviceName,
    service_type: serviceType,
    plan: servicePlan,
    ...(projectVpcId === undefined ? {} : { project_vpc_id: projectVpcId }),
    static_ips: staticIps,
    tags,
    ...toWireSettings(input),
  };
}

function toWireUpdate({ servicePlan, projectVpcId, powered, ...settings }: ServiceUpdate): WireServiceUpdate {
  // JSON drops what is undefined.
  return { plan: servicePlan, project_vpc_id: projectVpcId, powered, ...toWireSettings(settings) };
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
