/** An Aiven service, and what encrypts it. */

import { Annotations, type IResolvable, type ITerraformDependable, type TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import {
  checkMaintenanceDay,
  checkMaintenanceTime,
  checkProject,
  checkServiceName,
  checkServicePlan,
  parseServiceImportId,
} from '../../aiven';
import type { PgTimeouts } from '../l1/pg';
import { type ServiceType, serviceTypes } from '../service-type';
import { ImportBlock } from '../synth/import-block';
import { isLiteral, requireValid } from '../synth/literal';
import { requireDurations, withBareTriggers } from '../synth/meta-arguments';
import { bindProvider } from '../synth/provider-lookup';
import { Encryption } from './encryption';
import { type ServiceResource, serviceClass } from './service-resource';

/** How long each operation on a service may take, as `30s`, `20m` or `1h30m`. */
export type ServiceTimeouts = PgTimeouts;

/** What a service is, beside its project and name. */
export interface ServiceOptions extends TerraformMetaArguments {
  /** The service's type, such as `ServiceType.PG`. */
  readonly serviceType: ServiceType;
  /** The plan that the service runs on, such as `startup-4`. */
  readonly plan: string;
  /** What encrypts the service. There is no default: nobody leaves a service without a key by oversight. */
  readonly encryption: Encryption;
  /**
   * The cloud and region that the service runs in, such as `google-europe-west1`.
   * @default - Aiven's choice
   */
  readonly cloudName?: string;
  /**
   * The VPC that the service runs in, by its id, alone or as `PROJECT/VPC_ID`.
   * @default - none; an existing service stays where it is
   */
  readonly projectVpcId?: string;
  /**
   * The day on which maintenance is done: `monday` … `sunday`, or `never`.
   * @default - Aiven's choice
   */
  readonly maintenanceWindowDow?: string;
  /**
   * The time at which maintenance begins, as `HH:MM:SS` in UTC.
   * @default - Aiven's choice
   */
  readonly maintenanceWindowTime?: string;
  /**
   * Whether the service cannot be deleted.
   * @default false
   */
  readonly terminationProtection?: boolean | IResolvable;
  /**
   * Disk space in all, such as `80GiB`. Not together with `additionalDiskSpace`.
   * @default - what the plan has
   */
  readonly diskSpace?: string;
  /**
   * Disk space on top of what the plan has, such as `20GiB`.
   * @default - none
   */
  readonly additionalDiskSpace?: string;
  /**
   * Ids of static IP addresses that the service uses.
   * @default - none
   */
  readonly staticIps?: string[];
  /**
   * Addresses that Aiven writes to about this service.
   * @default - those of the project
   */
  readonly techEmails?: readonly string[];
  /**
   * Tags by their name.
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
  /**
   * Settings of the service's type, as Aiven's API takes them in `user_config`; of an existing service only those given here
   * are changed. This package's own provider only.
   * @default - Aiven's defaults
   */
  readonly userConfig?: { readonly [setting: string]: unknown };
  /**
   * Secret settings, merged over `userConfig`; hidden in plans. This package's own provider only.
   * @default - none
   */
  readonly secretUserConfig?: { readonly [setting: string]: unknown };
  /**
   * How long each operation may take.
   * @default - the provider's own limits
   */
  readonly timeouts?: ServiceTimeouts;
}

export interface ServiceProps extends ServiceOptions {
  /** The name of the Aiven project. */
  readonly project: string;
  /** The name of the service, unique in the project. */
  readonly serviceName: string;
}

/** An Aiven service of any type: the resource `aiven_<type>`. */
export class Service extends Construct implements ITerraformDependable {
  /**
   * Takes over a service that is there already: an `import` block, and the resource.
   * @param importId `PROJECT/SERVICE_NAME`, a literal.
   * @throws Error when it has another form or is known only at apply.
   */
  static import(scope: Construct, id: string, importId: string, props: ServiceOptions): Service {
    if (!isLiteral(importId)) {
      throw new Error(
        'The import id of a service has to be a literal: project and name of the service are taken from it.',
      );
    }
    const service = new Service(scope, id, { ...props, ...parseServiceImportId(importId) });
    new ImportBlock(service.resource, importId);
    return service;
  }

  /** The L1 construct, for overrides, for what the props do not offer, and for all attributes that Aiven fills. */
  readonly resource: ServiceResource;
  readonly project: string;
  readonly serviceName: string;
  readonly serviceType: ServiceType;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    requireValidProps(props);
    requireDurations(props.timeouts);
    const { project, serviceName, serviceType, encryption, lifecycle, tags, techEmails, ...others } = props;
    this.project = project;
    this.serviceName = serviceName;
    this.serviceType = serviceType;
    this.resource = bindProvider(
      new (serviceClass(serviceType))(this, 'Resource', {
        ...others,
        project,
        serviceName,
        cmkId: encryption.cmkId,
        tag: tags && Object.entries(tags).map(([key, value]) => ({ key, value })),
        techEmails: techEmails?.map((email) => ({ email })),
        lifecycle: lifecycle && withBareTriggers(lifecycle),
      }),
    );
    if (encryption.kind === 'projectDefault') {
      Annotations.of(this).addWarning(
        "The project's default key counts at the creation of this service only: it follows no later default and no replacement of that key, as Encryption.customerManaged(key) would.",
      );
    }
  }

  /** `PROJECT/SERVICE_NAME`: what imports the service. */
  get importId(): string {
    return this.resource.id;
  }

  /** The id of the key that encrypts the service, a UUID; null or the all-zero one means Aiven-managed keys. */
  get cmkId(): string {
    return this.resource.cmkId;
  }

  /** Host name of the service. */
  get serviceHost(): string {
    return this.resource.serviceHost;
  }

  /** Port of the service. */
  get servicePort(): number {
    return this.resource.servicePort;
  }

  /** Address of the service, with user and password: a secret. */
  get serviceUri(): string {
    return this.resource.serviceUri;
  }

  /** Name of the service's main user. */
  get serviceUsername(): string {
    return this.resource.serviceUsername;
  }

  /** Password of the service's main user: a secret. */
  get servicePassword(): string {
    return this.resource.servicePassword;
  }

  get fqn(): string {
    return this.resource.fqn;
  }
}

function requireValidProps(props: ServiceProps): void {
  const { project, serviceName, serviceType, encryption } = props;
  if (!(encryption instanceof Encryption)) {
    throw new Error(
      `A service needs encryption: Encryption.customerManaged(key), Encryption.aivenManaged() or Encryption.projectDefault(); got ${String(encryption)}.`,
    );
  }
  if (!serviceTypes.includes(serviceType)) {
    throw new Error(
      `"${serviceType}" is not a type of service that takes a key; expected one of ${serviceTypes.join(', ')}.`,
    );
  }
  requireValid(project, checkProject);
  requireValid(serviceName, checkServiceName);
  requireValid(props.plan, checkServicePlan);
  requireValid(props.maintenanceWindowDow, checkMaintenanceDay);
  requireValid(props.maintenanceWindowTime, checkMaintenanceTime);
  const other = encryption.key?.project;
  if (other !== undefined && isLiteral(other) && isLiteral(project) && other !== project) {
    throw new Error(
      `The service is in the project "${project}", but its key is in "${other}"; a key encrypts services of its own project only.`,
    );
  }
}
