/**
 * The Aiven API as it stands on the wire: snake_case, everything that a response may leave out optional.
 * The emulator is typed by this file alone, so that a new operation here does not compile until it answers it.
 */

/** Clouds whose KMS Aiven accepts. */
export type WireCloud = 'aws' | 'azure' | 'gcp' | 'oci';

export type WireCmkStatus = 'current' | 'old' | 'deleted';

/** `provider` and `status` are declared by Aiven's OpenAPI on the create response only. */
export interface WireCmk {
  id: string;
  provider?: WireCloud;
  resource: string;
  default_cmk: boolean;
  status?: WireCmkStatus;
  created_at: string;
  updated_at: string;
}

export interface WireAccessors {
  /** `role_arn` in the documentation, `principal` in the OpenAPI: the same value. */
  aws?: { role_arn?: string; principal?: string };
  azure?: { app_id?: string };
  gcp?: { access_group?: string };
  oci?: { access_group?: string; access_tenant?: string };
}

export type WireAssociationStatus = 'active' | 'activating' | 'deactivating';

export interface WireAssociation {
  service_name: string;
  status: WireAssociationStatus;
}

export type WireServiceState = 'REBUILDING' | 'REBALANCING' | 'RUNNING' | 'POWEROFF';

/** All but the first six may be missing (the documentation's examples have no more). */
export interface WireService {
  service_name: string;
  service_type: string;
  plan: string;
  cloud_name: string;
  state: WireServiceState;
  cmk_id: string | null;
  project_vpc_id?: string | null;
  termination_protection?: boolean;
  maintenance?: { dow?: string; time?: string; enabled?: boolean };
  disk_space_mb?: number;
  service_uri?: string;
  service_uri_params?: Record<string, string>;
  users?: { username: string; password?: string; type?: string }[];
  connection_info?: Record<string, unknown>;
  components?: Record<string, unknown>[];
  user_config?: Record<string, unknown>;
  tags?: Record<string, string>;
  tech_emails?: { email: string }[];
  static_ips?: { static_ip_address_id: string; state?: string }[];
  create_time?: string;
  update_time?: string;
}

export interface WireServiceCreate {
  service_name: string;
  service_type: string;
  plan: string;
  cloud?: string;
  cmk_id?: string;
  user_config?: Record<string, unknown>;
  termination_protection?: boolean;
  maintenance?: { dow?: string; time?: string };
  project_vpc_id?: string;
  disk_space_mb?: number;
  tech_emails?: { email: string }[];
  static_ips?: string[];
  tags?: Record<string, string>;
}

export type WireServiceUpdate = Partial<Omit<WireServiceCreate, 'service_name' | 'service_type' | 'project_vpc_id'>> & {
  project_vpc_id?: string | null;
  powered?: boolean;
};

export interface WireError {
  message: string;
  errors?: {
    message: string;
    error_code?: string;
    status?: number;
    metadata?: unknown;
    more_info?: string;
  }[];
}

/** One operation: its method and path template, and the types of its body and response. */
export interface Operation<Body, Response> {
  body: Body;
  response: Response;
}

/** Every operation of the API that this project speaks, by Aiven's operation id. */
export interface Operations {
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
}

export type OperationId = keyof Operations;
