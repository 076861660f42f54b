/** An Aiven service and its encryption. */

import { Annotations, type IResolvable, type ITerraformDependable, type TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import {
  checkMaintenanceDay,
  checkMaintenanceTime,
  checkProject,
  checkServiceName,
  checkServicePlan,
  isServiceType,
  parseServiceImportId,
  type ServiceType,
  serviceTypes,
} from '../../aiven';
import { quote, quoteList } from '../../support/quote';
import type { PgTimeouts } from '../l1/pg';
import { ImportBlock } from '../synth/import-block';
import { validateTimeouts, withTriggerAddresses } from '../synth/meta-arguments';
import { bindProvider } from '../synth/provider-lookup';
import { isLiteral, validateLiteral } from '../synth/validate-literal';
import { Encryption } from './encryption';
import { emailBlocks, tagBlocks } from './service-blocks';
import { type ServiceResource, serviceClass } from './service-resource';

/** Time limits for the operations on a service: a number with a unit each, such as `30s`, `20m` or `1h30m`. */
export interface ServiceTimeouts extends PgTimeouts {}

/** The settings of a service, without its project and name. */
export interface ServiceOptions extends TerraformMetaArguments {
  /** The service's type, such as `ServiceType.PG`. */
  readonly serviceType: ServiceType;
  /** The plan that the service runs on, such as `startup-4`. */
  readonly plan: string;
  /** The keys that encrypt the service. There is no default, so that no service is left without a key by mistake. */
  readonly encryption: Encryption;
  /**
   * The cloud and region that the service runs in, such as `google-europe-west1`.
   * @default - Aiven chooses one
   */
  readonly cloudName?: string;
  /**
   * The ID of the VPC that the service runs in: `VPC_ID` or `PROJECT/VPC_ID`.
   * @default - no VPC; an existing service stays in its VPC
   */
  readonly projectVpcId?: string;
  /**
   * The day of the week on which maintenance starts: `monday` to `sunday`, or `never`.
   * @default - Aiven chooses one
   */
  readonly maintenanceWindowDow?: string;
  /**
   * The time at which maintenance starts, as `HH:MM:SS` in UTC.
   * @default - Aiven chooses one
   */
  readonly maintenanceWindowTime?: string;
  /**
   * Whether Aiven refuses to delete the service.
   * @default false
   */
  readonly terminationProtection?: boolean | IResolvable;
  /**
   * The total disk space, such as `80GiB`. Cannot be combined with `additionalDiskSpace`.
   * @default - the disk space of the plan
   */
  readonly diskSpace?: string;
  /**
   * Disk space in addition to that of the plan, such as `20GiB`.
   * @default - none
   */
  readonly additionalDiskSpace?: string;
  /**
   * The IDs of the static IP addresses that the service uses.
   * @default - none
   */
  readonly staticIps?: string[];
  /**
   * Email addresses that Aiven sends technical notifications about this service to.
   * @default - the addresses of the project
   */
  readonly techEmails?: readonly string[];
  /**
   * Tags, by key.
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
  /**
   * Settings of the service type, in the format of `user_config` in Aiven's API. Settings that are left out are not changed.
   * Write integers beyond 2^53 as bigints.
   * Only this package's own provider supports this.
   * @default - Aiven's defaults
   */
  readonly userConfig?: { readonly [setting: string]: unknown };
  /**
   * Secret settings, which are merged over `userConfig` and hidden in plans. Only this package's own provider supports this.
   * @default - none
   */
  readonly secretUserConfig?: { readonly [setting: string]: unknown };
  /**
   * Secret settings as in `secretUserConfig`, which Terraform stores neither in its state nor in a plan (Terraform 1.11 and OpenTofu
   * 1.11 and later). Needs `secretUserConfigWoVersion`. A literal is written to the synthesized file, so use a variable or the
   * attribute of an ephemeral resource. Only this package's own provider supports this.
   * @default - none
   */
  readonly secretUserConfigWo?: { readonly [setting: string]: unknown };
  /**
   * A number that you change to send changed `secretUserConfigWo`, which Terraform cannot compare.
   * @default - none
   */
  readonly secretUserConfigWoVersion?: number;
  /**
   * Time limits for the operations `create`, `read`, `update` and `delete`: a number with a unit each, such as `30s`, `20m` or `1h30m`.
   * @default - up to 20 minutes to wait for a service or an association, and 30 seconds for each request with its retries
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
   * Imports an existing service: creates an `import` block and the resource.
   * @param importId `PROJECT/SERVICE_NAME`. It must be a literal.
   * @throws Error when it has another format or is known only at apply.
   */
  static import(scope: Construct, id: string, importId: string, props: ServiceOptions): Service {
    if (!isLiteral(importId)) {
      throw new Error(
        'The import ID of a service must be a literal, because the project and the name are read from it.',
      );
    }
    const service = new Service(scope, id, { ...props, ...parseServiceImportId(importId) });
    new ImportBlock(service.resource, importId);
    return service;
  }

  /** The L1 construct, for overrides, for settings that the props lack, and for all computed attributes. */
  readonly resource: ServiceResource;
  /** The name of the Aiven project. */
  readonly project: string;
  /** The name of the service. */
  readonly serviceName: string;
  /** Aiven's name of the service's type. */
  readonly serviceType: ServiceType;

  /** @throws Error when `encryption` is missing, the key is of another project, or a literal is not valid. */
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    validateProps(props);
    validateTimeouts(props.timeouts);
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
        tag: tags && tagBlocks(tags),
        techEmails: techEmails && emailBlocks(techEmails),
        lifecycle: lifecycle && withTriggerAddresses(lifecycle),
      }),
      encryption.key,
    );
    if (encryption.kind === 'projectDefault') {
      Annotations.of(this).addWarning(
        "The project's default key applies only when this service is created. The service does not follow a later default or a replacement of that key; use Encryption.customerManaged(key) for that.",
      );
    }
  }

  /** The import ID of the service, `PROJECT/SERVICE_NAME`. */
  get importId(): string {
    return this.resource.id;
  }

  /** The ID of the key that encrypts the service, a UUID. Null or the all-zero UUID means Aiven-managed keys. */
  get cmkId(): string {
    return this.resource.cmkId;
  }

  /** The host name of the service. */
  get serviceHost(): string {
    return this.resource.serviceHost;
  }

  /** The port of the service. */
  get servicePort(): number {
    return this.resource.servicePort;
  }

  /** The URI of the service, with user and password. A secret. */
  get serviceUri(): string {
    return this.resource.serviceUri;
  }

  /** The name of the service's main user. */
  get serviceUsername(): string {
    return this.resource.serviceUsername;
  }

  /** The password of the service's main user. A secret. */
  get servicePassword(): string {
    return this.resource.servicePassword;
  }

  /** The Terraform address of the resource. */
  get fqn(): string {
    return this.resource.fqn;
  }
}

function validateProps(props: ServiceProps): void {
  const { project, serviceName, serviceType, encryption } = props;
  if (!(encryption instanceof Encryption)) {
    throw new Error(
      `A service needs encryption: Encryption.customerManaged(key), Encryption.aivenManaged() or Encryption.projectDefault(); got ${String(encryption)}.`,
    );
  }
  if (!isServiceType(serviceType)) {
    throw new Error(
      `${quote(String(serviceType))} is not a service type that accepts a key; expected one of ${quoteList(serviceTypes)}.`,
    );
  }
  validateLiteral(project, checkProject);
  validateLiteral(serviceName, checkServiceName);
  validateLiteral(props.plan, checkServicePlan);
  validateLiteral(props.maintenanceWindowDow, checkMaintenanceDay);
  validateLiteral(props.maintenanceWindowTime, checkMaintenanceTime);
  const other = encryption.key?.project;
  if (other !== undefined && isLiteral(other) && isLiteral(project) && other !== project) {
    throw new Error(
      `The service is in the project "${project}", but its key is in "${other}"; a key can only encrypt services of its own project.`,
    );
  }
}
