/**
 * The Aiven API as types: the requests that we send and the responses that we accept (docs/internals/api.md).
 * The client and the emulator share no other code about the API. A new operation does not compile until both implement it.
 */

export type WireCloud = 'aws' | 'azure' | 'gcp' | 'oci';

export type WireCmkStatus = 'current' | 'old' | 'deleted';

/** A key (docs/internals/api.md#key-fields). */
export interface WireCmk {
  /** UUID. */
  id: string;
  /** Guaranteed only in the response of CMKCreate. So is `status`. */
  provider?: WireCloud;
  /** The name of the KMS key in its cloud, 1 to 512 characters. */
  resource: string;
  /** Whether new services use this key. */
  default_cmk: boolean;
  status?: WireCmkStatus;
  /** RFC 3339, up to microseconds. So is `updated_at`. */
  created_at: string;
  updated_at: string;
}

/** The principals to grant access to. A cloud may be missing (docs/internals/api.md#accessors). */
export interface WireAccessors {
  /** Two names of the same value: `role_arn` in the BYOK guide, `principal` in the API reference. */
  aws?: { role_arn?: string; principal?: string };
  azure?: { app_id?: string };
  gcp?: { access_group?: string };
  oci?: { access_group?: string; access_tenant?: string };
}

export type WireAssociationStatus = 'active' | 'activating' | 'deactivating';

/** A service's association with a key (docs/internals/api.md#service-associations). */
export interface WireAssociation {
  service_name: string;
  status: WireAssociationStatus;
}

export type WireServiceState = 'REBUILDING' | 'REBALANCING' | 'RUNNING' | 'POWEROFF';

/** A service in a response (docs/internals/api.md#service-fields). */
export interface WireService {
  service_name: string;
  service_type: string;
  plan: string;
  cloud_name: string;
  state: WireServiceState;
  /** Null for Aiven-managed keys. */
  cmk_id: string | null;
  project_vpc_id?: string | null;
  termination_protection?: boolean;
  /** `dow` is a day of the week in lower case, `time` is HH:MM:SS in UTC. */
  maintenance?: { dow?: string; time?: string; enabled?: boolean; updates?: unknown[] };
  disk_space_mb?: number;
  /** A secret, as are the passwords below and `connection_info` (docs/internals/api.md#secrets). */
  service_uri?: string;
  service_uri_params?: Record<string, string>;
  users?: { username: string; password?: string; type?: string }[];
  connection_info?: Record<string, unknown>;
  components?: Record<string, unknown>[];
  user_config?: Record<string, unknown>;
  tags?: Record<string, string>;
  tech_emails?: { email: string }[];
  backups?: { backup_name: string; backup_time: string; data_size: number }[];
  group_list?: string[];
  service_integrations?: unknown[];
  create_time?: string;
  update_time?: string;
}

/** The body of ServiceCreate (docs/internals/api.md#service-request-fields). */
export interface WireServiceCreate {
  service_name: string;
  service_type: string;
  plan: string;
  cloud?: string;
  /** A key's ID, or the all-zero UUID for Aiven-managed keys (docs/internals/api.md#cmk_id). */
  cmk_id?: string;
  user_config?: Record<string, unknown>;
  termination_protection?: boolean;
  maintenance?: { dow?: string; time?: string };
  project_vpc_id?: string;
  disk_space_mb?: number;
  tech_emails?: { email: string }[];
  /** IDs of static IP addresses. */
  static_ips?: string[];
  tags?: Record<string, string>;
}

type OnlyAtCreate = 'service_name' | 'service_type' | 'project_vpc_id' | 'static_ips' | 'tags';

/**
 * The body of ServiceUpdate. A field that is left out stays unchanged; a null `project_vpc_id` leaves the VPC.
 * Tags and static IP addresses have their own operations.
 */
export type WireServiceUpdate = Partial<Omit<WireServiceCreate, OnlyAtCreate>> & {
  project_vpc_id?: string | null;
  powered?: boolean;
};

/** A static IP address of a project (docs/internals/api.md#static-ip-addresses). */
export interface WireStaticIp {
  static_ip_address_id: string;
  ip_address: string;
  cloud_name: string;
  state: 'creating' | 'created' | 'available' | 'assigned' | 'deleting' | 'deleted';
  /** Null or empty if no service has the address. */
  service_name: string | null;
  termination_protection: boolean;
}

/** The body of an error response (docs/internals/api.md#errors). */
export interface WireError {
  message: string;
  errors?: {
    message: string;
    error_code?: string;
    status?: number;
    metadata?: unknown;
    /** A URL. */
    more_info?: string;
  }[];
}

/** The request and response bodies of one operation. */
export interface Operation<Body, Response> {
  body: Body;
  response: Response;
}

/** Every operation that we use, by Aiven's operation ID (docs/internals/api.md#projects, docs/internals/api.md#customer-managed-keys, docs/internals/api.md#services). */
export interface Operations {
  ProjectList: Operation<
    undefined,
    { projects: { project_name: string }[]; project_membership: Record<string, string> }
  >;
  CMKAccessorsList: Operation<undefined, { accessors: WireAccessors }>;
  CMKList: Operation<undefined, { cmks: WireCmk[] }>;
  CMKCreate: Operation<{ provider: WireCloud; resource: string; default_cmk?: boolean }, { cmk: WireCmk }>;
  CMKGet: Operation<undefined, { cmk: WireCmk }>;
  CMKUpdate: Operation<{ default_cmk?: boolean }, { cmk: WireCmk }>;
  CMKDelete: Operation<undefined, { cmk: WireCmk }>;
  CMKAccessCheckTrigger: Operation<Record<string, never> | undefined, { cmk: WireCmk }>;
  CMKServiceAssociationsList: Operation<undefined, { service_associations: WireAssociation[] }>;
  ServiceList: Operation<undefined, { services: WireService[] }>;
  ServiceCreate: Operation<WireServiceCreate, { service: WireService }>;
  ServiceGet: Operation<undefined, { service: WireService }>;
  ServiceUpdate: Operation<WireServiceUpdate, { service: WireService }>;
  ServiceDelete: Operation<undefined, Record<string, never>>;
  ProjectServiceTagsReplace: Operation<{ tags: Record<string, string> }, Record<string, never>>;
  StaticIPList: Operation<undefined, { static_ips: WireStaticIp[] }>;
  ProjectStaticIPAssociate: Operation<{ service_name: string }, WireStaticIp>;
  ProjectStaticIPDissociate: Operation<undefined, WireStaticIp>;
}

export type OperationId = keyof Operations;

/** Operations whose path names no project. */
export type AccountOperationId = 'ProjectList';
