/** A key in a cloud's KMS that is registered in an Aiven project: the resource `aiven_cmk`. */

import type { IResolvable, TerraformMetaArguments, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { checkProject, formatCmkImportId, parseCmkImportId } from '../../aiven';
import type { Cmk, CmkTimeouts } from '../l1/cmk';
import { ImportBlock } from '../synth/import-block';
import { validateTimeouts, withTriggerAddresses } from '../synth/meta-arguments';
import { bindProvider } from '../synth/provider-lookup';
import { isLiteral, validateLiteral } from '../synth/validate-literal';
import { CmkResource } from './cmk-resource';
import { checkKey } from './customer-managed-key-checks';
import type { ICustomerManagedKey } from './icustomer-managed-key';
import { KmsKey } from './kms-key';
import { type CustomerManagedKeyLookup, LookedUpKey } from './looked-up-key';
import { ServiceBinding, type ServiceBindingOptions } from './service-binding';

/** The settings of a key, without its project. */
export interface CustomerManagedKeyOptions extends TerraformMetaArguments {
  /** The key in the cloud's KMS. Changing it replaces the registration: Terraform registers the new key, moves the services, then deletes the old key. */
  readonly kmsKey: KmsKey;
  /**
   * Whether new services of the project use this key unless they set another.
   * @default - unchanged in Aiven
   */
  readonly defaultCmk?: boolean | IResolvable;
  /**
   * Whether Aiven checks its access to the key after the registration. If Aiven cannot use the key, the apply fails with the
   * missing grant. Only this package's own provider supports this.
   * @default false
   */
  readonly verifyAccess?: boolean | IResolvable;
  /**
   * A change from one value to another replaces the key, for example on a schedule. Adding or removing the value changes nothing
   * else. For several values, use `Fn.jsonencode`. A new registration of the same KMS key does not rotate its key material, and
   * fails where Aiven refuses duplicates. Only this package's own provider supports this.
   * @default - the key is replaced only when `project` or `kmsKey` changes
   */
  readonly rotationTrigger?: string;
  /**
   * What a delete of the key does if services still use it after one minute: `delete` fails, `retain_if_used` leaves the key
   * registered in Aiven and succeeds with a warning that names the services. Deploy the setting before you remove or replace the
   * key. Only this package's own provider supports this.
   * @default 'delete'
   */
  readonly onDestroy?: 'delete' | 'retain_if_used';
  /**
   * Whether every plan that deletes or replaces the key is refused. To delete the key, first deploy `false`. Only this package's
   * own provider supports this.
   * @default false
   */
  readonly deletionProtection?: boolean | IResolvable;
  /**
   * Time limits for the operations `create`, `read`, `update` and `delete`: a number with a unit each, such as `30s`, `20m` or `1h30m`.
   * @default - up to 20 minutes to wait for a service or an association, and 30 seconds for each request with its retries
   */
  readonly timeouts?: CmkTimeouts;
  /**
   * Terraform's lifecycle settings. `createBeforeDestroy` is on unless it is turned off here, because Aiven does not delete a
   * key that a service uses.
   * @default { createBeforeDestroy: true }
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}

export interface CustomerManagedKeyProps extends CustomerManagedKeyOptions {
  /** The name of the Aiven project. */
  readonly project: string;
}

export interface CustomerManagedKeyImportProps extends CustomerManagedKeyOptions {
  /**
   * The name of the Aiven project.
   * @default - the project of the import ID, which must then be a literal
   */
  readonly project?: string;
}

/** Registers a key of a cloud's KMS in an Aiven project. */
export class CustomerManagedKey extends Construct implements ICustomerManagedKey {
  /**
   * Imports a key that is already registered: creates an `import` block and the resource.
   * @param importId `PROJECT/CMK_ID`.
   * @throws Error when a literal import ID has another format or is of another project than `props`.
   */
  static import(
    scope: Construct,
    id: string,
    importId: string,
    props: CustomerManagedKeyImportProps,
  ): CustomerManagedKey {
    const parsed = isLiteral(importId) ? parseCmkImportId(importId) : undefined;
    const project = props.project ?? parsed?.project;
    if (project === undefined) {
      throw new Error('The import ID is known only at apply, so the project cannot be read from it; set project.');
    }
    if (parsed !== undefined && isLiteral(project) && project !== parsed.project) {
      throw new Error(
        `The import ID is of the project "${parsed.project}", but project is "${project}"; remove project.`,
      );
    }
    const key = new CustomerManagedKey(scope, id, { ...props, project });
    new ImportBlock(key.resource, parsed === undefined ? importId : formatCmkImportId(parsed));
    return key;
  }

  /**
   * Looks up a key that something else manages. Terraform reads it at every plan. This does not need the beta flag.
   * @throws Error unless exactly one of `cmkId`, `kmsKey` and `defaultCmk` is set, or when a literal is not valid.
   */
  static lookup(scope: Construct, id: string, props: CustomerManagedKeyLookup): ICustomerManagedKey {
    return new LookedUpKey(scope, id, props);
  }

  /** The L1 construct, for overrides and for settings that the props lack. */
  readonly resource: Cmk;
  /** The name of the Aiven project. */
  readonly project: string;
  /** The key in the cloud's KMS. */
  readonly kmsKey: KmsKey;

  /** @throws Error when a required prop is missing, or when a literal is not valid. */
  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    super(scope, id);
    requireProps(props);
    const { project, kmsKey, lifecycle = {}, ...others } = props;
    const { createBeforeDestroy = true } = lifecycle;
    validateLiteral(project, checkProject);
    validateTimeouts(props.timeouts);
    this.project = project;
    this.kmsKey = kmsKey;
    this.resource = bindProvider(
      new CmkResource(this, 'Resource', {
        ...others,
        project,
        cmkProvider: kmsKey.cloud,
        resource: kmsKey.keyReference,
        lifecycle: withTriggerAddresses({ ...lifecycle, createBeforeDestroy }),
      }),
    );
    this.node.addValidation({ validate: () => checkKey(this.resource) });
  }

  /** The ID that Aiven gave the key, a UUID. */
  get cmkId(): string {
    return this.resource.cmkId;
  }

  /** The import ID of the key, `PROJECT/CMK_ID`. */
  get importId(): string {
    return this.resource.id;
  }

  /** The status of the key: `current`, `old` or `deleted`. */
  get status(): string {
    return this.resource.status;
  }

  /** Whether this is the project's default key in Aiven. */
  get defaultCmk(): boolean | IResolvable {
    return this.resource.defaultCmk;
  }

  /** When the key was registered, in RFC 3339 format. */
  get createdAt(): string {
    return this.resource.createdAt;
  }

  /** When the registration was last changed, in RFC 3339 format. */
  get updatedAt(): string {
    return this.resource.updatedAt;
  }

  /** The Terraform address of the resource. */
  get fqn(): string {
    return this.resource.fqn;
  }

  get provider(): TerraformProvider | undefined {
    return this.resource.provider;
  }

  protect(serviceName: string, options?: ServiceBindingOptions): ServiceBinding {
    return ServiceBinding.of(this, serviceName, options);
  }
}

/** For apps without type checking, where a missing prop would be left out of the stack without an error. */
function requireProps(props: CustomerManagedKeyProps): void {
  if (typeof props?.project !== 'string') {
    throw new Error(`A key needs project, the name of the Aiven project; got ${String(props?.project)}.`);
  }
  if (!(props.kmsKey instanceof KmsKey)) {
    throw new Error(
      `A key needs kmsKey, created by KmsKey.aws, .gcp, .oci, .azure or .of; got ${String(props.kmsKey)}.`,
    );
  }
}
