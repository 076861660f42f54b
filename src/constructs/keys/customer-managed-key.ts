/** A key in a cloud's KMS, registered with an Aiven project: the resource `aiven_cmk`. */

import type { IResolvable, TerraformMetaArguments, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { checkProject, formatCmkImportId, parseCmkImportId } from '../../aiven';
import type { Cmk, CmkTimeouts } from '../l1/cmk';
import { ImportBlock } from '../synth/import-block';
import { isLiteral, requireValid } from '../synth/literal';
import { requireDurations, withBareTriggers } from '../synth/meta-arguments';
import { bindProvider } from '../synth/provider-lookup';
import { checkKey } from './customer-managed-key-checks';
import { FittedCmk } from './fitted-cmk';
import type { ICustomerManagedKey } from './icustomer-managed-key';
import { KmsKey } from './kms-key';
import { type CustomerManagedKeyLookup, LookedUpKey } from './looked-up-key';
import { ServiceBinding, type ServiceBindingOptions } from './service-binding';

/** What a key is registered with, beside its project. */
export interface CustomerManagedKeyOptions extends TerraformMetaArguments {
  /** The key in the cloud's KMS. Another one replaces the registration: the new key first, then the services, then the old key. */
  readonly kmsKey: KmsKey;
  /**
   * Whether new services of the project are encrypted with this key unless they ask for another.
   * @default - whatever Aiven has: the flag is left alone
   */
  readonly defaultCmk?: boolean | IResolvable;
  /**
   * Whether Aiven is to try the key once it is registered; a refusal is an error that prints the missing grant. This
   * package's own provider only.
   * @default false
   */
  readonly verifyAccess?: boolean | IResolvable;
  /**
   * How long each operation may take, as `30s`, `20m` or `1h30m`.
   * @default - the provider's own limits
   */
  readonly timeouts?: CmkTimeouts;
  /**
   * Terraform's lifecycle settings. `createBeforeDestroy` is on unless it is turned off here: Aiven deletes no key that a
   * service still uses.
   * @default - { createBeforeDestroy: true }
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
   * @default - the one in the import id, which then has to be a literal
   */
  readonly project?: string;
}

/** Registers a key of a cloud's KMS with an Aiven project. */
export class CustomerManagedKey extends Construct implements ICustomerManagedKey {
  /**
   * Takes over a key that is registered already: an `import` block, and the resource.
   * @param importId `PROJECT/CMK_ID`.
   * @throws Error when a literal import id has another form, or is of another project than `props`.
   */
  static import(
    scope: Construct,
    id: string,
    importId: string,
    props: CustomerManagedKeyImportProps,
  ): CustomerManagedKey {
    const known = isLiteral(importId) ? parseCmkImportId(importId) : undefined;
    const project = props.project ?? known?.project;
    if (project === undefined) {
      throw new Error('The project of an import id that is known only at apply cannot be told; set project too.');
    }
    if (known !== undefined && isLiteral(project) && project !== known.project) {
      throw new Error(
        `The import id is of the project "${known.project}", but project is "${project}"; leave project out.`,
      );
    }
    const key = new CustomerManagedKey(scope, id, { ...props, project });
    new ImportBlock(key.resource, known === undefined ? importId : formatCmkImportId(known));
    return key;
  }

  /**
   * A key that is managed elsewhere, for use wherever a key is. It is looked up at each plan; that needs no beta flag.
   * @throws Error when not exactly one of `cmkId`, `resource` and `defaultCmk` says which, or when a literal cannot be what it is given as.
   */
  static lookup(scope: Construct, id: string, props: CustomerManagedKeyLookup): ICustomerManagedKey {
    return new LookedUpKey(scope, id, props);
  }

  /** The L1 construct, for overrides and for what the props do not offer. */
  readonly resource: Cmk;
  readonly project: string;
  /** The key in the cloud's KMS. */
  readonly kmsKey: KmsKey;

  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    super(scope, id);
    const { project, kmsKey, lifecycle = {}, ...others } = requireProps(props);
    const { createBeforeDestroy = true } = lifecycle;
    requireValid(project, checkProject);
    requireDurations(props.timeouts);
    this.project = project;
    this.kmsKey = kmsKey;
    this.resource = bindProvider(
      new FittedCmk(this, 'Resource', {
        ...others,
        project,
        cmkProvider: kmsKey.cloud,
        resource: kmsKey.keyReference,
        lifecycle: withBareTriggers({ ...lifecycle, createBeforeDestroy }),
      }),
    );
    this.node.addValidation({ validate: () => checkKey(this.resource) });
  }

  get cmkId(): string {
    return this.resource.cmkId;
  }

  get importId(): string {
    return this.resource.id;
  }

  get status(): string {
    return this.resource.status;
  }

  /** Whether it is the project's default key, as Aiven says. */
  get defaultCmk(): boolean | IResolvable {
    return this.resource.defaultCmk;
  }

  /** When the key was registered, in RFC 3339 form. */
  get createdAt(): string {
    return this.resource.createdAt;
  }

  /** When the registration was changed last, in RFC 3339 form. */
  get updatedAt(): string {
    return this.resource.updatedAt;
  }

  get fqn(): string {
    return this.resource.fqn;
  }

  protect(serviceName: string, options?: ServiceBindingOptions): ServiceBinding {
    return ServiceBinding.of(this, serviceName, options);
  }
}

/** Apps often run untyped: what is missing would be left out of the stack without a word. */
function requireProps(props: CustomerManagedKeyProps): CustomerManagedKeyProps {
  if (typeof props?.project !== 'string') {
    throw new Error(`A key needs project, the name of the Aiven project; got ${String(props?.project)}.`);
  }
  if (!(props.kmsKey instanceof KmsKey)) {
    throw new Error(`A key needs kmsKey, made by KmsKey.aws, .gcp, .oci, .azure or .of; got ${String(props.kmsKey)}.`);
  }
  return props;
}
