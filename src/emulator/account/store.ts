/** The records of the emulated account. Times are milliseconds since 1970 on the emulator's clock. */

import type {
  OperationId,
  WireAccessors,
  WireAssociationStatus,
  WireCloud,
  WireCmkStatus,
  WireServiceState,
  WireStaticIp,
} from '../../api/wire';

export interface CmkRecord {
  id: string;
  provider: WireCloud;
  resource: string;
  default_cmk: boolean;
  status: WireCmkStatus;
  created_at: string;
  updated_at: string;
  /** When CMKList begins to include the key. */
  listedFrom: number;
  /** When CMKGet begins to find the key. */
  foundFrom: number;
}

/** A service's association with a key. */
export interface AssociationRecord {
  cmkId: string;
  serviceName: string;
  status: WireAssociationStatus;
  /** When `activating` becomes `active`, or when a `deactivating` association is removed. Null: it stays as it is. */
  changesAt: number | null;
}

/** What happens to a service when it would become `RUNNING` (service-outcome.ts). */
export type ServiceOutcome = 'runs' | 'never-ready' | 'becomes-poweroff' | 'taken-away';

export interface ServiceRecord {
  service_name: string;
  service_type: string;
  plan: string;
  cloud_name: string;
  state: WireServiceState;
  /** The key that the service uses or moves to; null for Aiven-managed keys. */
  cmk_id: string | null;
  project_vpc_id: string | null;
  termination_protection: boolean;
  maintenance: { dow: string; time: string; enabled: boolean };
  disk_space_mb: number;
  password: string;
  user_config: Record<string, unknown>;
  tags: Record<string, string>;
  tech_emails: { email: string }[];
  create_time: string;
  update_time: string;
  outcome: ServiceOutcome;
  /** When the current move ends; null if the service is not moving. */
  readyAt: number | null;
  /** When the deletion ends; null if the service is not being deleted. */
  deletedAt: number | null;
  /** When the first backup appears: some time after the service first runs. Null if it never has. */
  firstBackupAt: number | null;
}

/** A static IP address. `service_name` is null if no service has it. */
export type StaticIpRecord = WireStaticIp;

export interface ProjectRecord {
  name: string;
  byok: boolean;
  deny: 'writes' | (OperationId | 'secrets')[];
  accessors?: WireAccessors;
  /** By ID, in lower case. */
  cmks: Map<string, CmkRecord>;
  services: Map<string, ServiceRecord>;
  /** By ID. */
  staticIps: Map<string, StaticIpRecord>;
  associations: AssociationRecord[];
  /** When a CMKCreate first named each key reference (key-access.ts). */
  firstNamed: Record<string, number>;
}

/** The projects of the account. */
export class Store {
  readonly projects = new Map<string, ProjectRecord>();

  /** Returns the project of that name, and creates it if it does not exist. */
  addProject(name: string): ProjectRecord {
    const existing = this.projects.get(name);
    if (existing !== undefined) return existing;
    const project: ProjectRecord = {
      name,
      byok: true,
      deny: [],
      cmks: new Map(),
      services: new Map(),
      staticIps: new Map(),
      associations: [],
      firstNamed: {},
    };
    this.projects.set(name, project);
    return project;
  }

  /** Returns a project. @throws Error if it does not exist */
  project(name: string): ProjectRecord {
    const project = this.projects.get(name);
    if (project === undefined) {
      const known = [...this.projects.keys()].map((project) => `"${project}"`).join(', ');
      throw new Error(`The emulator has no project "${name}"; it has ${known || 'no projects'}`);
    }
    return project;
  }

  /** Returns a key by its ID, in any case. @throws Error if it does not exist */
  cmk(project: string, cmkId: string): CmkRecord {
    const cmk = this.project(project).cmks.get(cmkId.toLowerCase());
    if (cmk === undefined) throw new Error(`The emulator has no key "${cmkId}" in project "${project}"`);
    return cmk;
  }

  /** Returns a service. @throws Error if it does not exist */
  service(project: string, serviceName: string): ServiceRecord {
    const service = this.project(project).services.get(serviceName);
    if (service === undefined) throw new Error(`The emulator has no service "${serviceName}" in project "${project}"`);
    return service;
  }
}
