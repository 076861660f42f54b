/** What the emulated account holds: plain records, one store an emulator. */

import type {
  OperationId,
  WireAccessors,
  WireAssociationStatus,
  WireCloud,
  WireCmkStatus,
  WireServiceState,
} from '../../api/wire';

export interface CmkRecord {
  id: string;
  provider: WireCloud;
  resource: string;
  default_cmk: boolean;
  status: WireCmkStatus;
  created_at: string;
  updated_at: string;
  /** When lists and gets begin to show it, in ms since 1970. */
  listedFrom: number;
  foundFrom: number;
}

/** A service using a key. `changesAt` is when `activating` turns `active`, or `deactivating` ends; null: never. */
export interface AssociationRecord {
  cmkId: string;
  serviceName: string;
  status: WireAssociationStatus;
  changesAt: number | null;
}

/** What happens to a service when it would become ready (sentinels.ts). */
export type ServiceFate = 'runs' | 'never-ready' | 'becomes-poweroff' | 'taken-away';

export interface ServiceRecord {
  service_name: string;
  service_type: string;
  plan: string;
  cloud_name: string;
  state: WireServiceState;
  /** The key asked for; null: Aiven-managed. */
  cmk_id: string | null;
  project_vpc_id: string | null;
  termination_protection: boolean;
  maintenance: { dow: string; time: string; enabled: boolean };
  disk_space_mb: number;
  password: string;
  user_config: Record<string, unknown>;
  tags: Record<string, string>;
  tech_emails: { email: string }[];
  static_ips: string[];
  create_time: string;
  update_time: string;
  fate: ServiceFate;
  /** When it becomes RUNNING; null: it is not on its way. */
  readyAt: number | null;
  /** When it is gone; null: it is not being deleted. */
  goneAt: number | null;
}

export interface ProjectRecord {
  name: string;
  byok: boolean;
  deny: 'writes' | (OperationId | 'secrets')[];
  accessors?: WireAccessors;
  /** By id, in lower case. */
  cmks: Map<string, CmkRecord>;
  services: Map<string, ServiceRecord>;
  associations: AssociationRecord[];
}

/** Projects by name, with what they hold. */
export class Store {
  readonly projects = new Map<string, ProjectRecord>();

  /** Adds a project, or returns the one of that name. */
  addProject(name: string): ProjectRecord {
    const existing = this.projects.get(name);
    if (existing !== undefined) {
      return existing;
    }
    const project: ProjectRecord = {
      name,
      byok: true,
      deny: [],
      cmks: new Map(),
      services: new Map(),
      associations: [],
    };
    this.projects.set(name, project);
    return project;
  }

  /** The project of that name. Throws when there is none. */
  project(name: string): ProjectRecord {
    const project = this.projects.get(name);
    if (project === undefined) {
      throw new Error(
        `the emulator has no project '${name}'; it has ${[...this.projects.keys()].join(', ') || 'none'}`,
      );
    }
    return project;
  }

  /** The key of that id, any case. Throws when there is none. */
  cmk(project: string, cmkId: string): CmkRecord {
    const cmk = this.project(project).cmks.get(cmkId.toLowerCase());
    if (cmk === undefined) {
      throw new Error(`the emulator has no CMK '${cmkId}' in project '${project}'`);
    }
    return cmk;
  }

  /** The service of that name. Throws when there is none. */
  service(project: string, serviceName: string): ServiceRecord {
    const service = this.project(project).services.get(serviceName);
    if (service === undefined) {
      throw new Error(`the emulator has no service '${serviceName}' in project '${project}'`);
    }
    return service;
  }
}
