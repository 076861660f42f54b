/** The key of a service that something else manages: the resource `aiven_cmk_service_association`. */

import type { ITerraformDependable, TerraformMetaArguments } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { checkServiceName, formatServiceImportId } from '../../aiven';
import { CmkServiceAssociation, type CmkServiceAssociationTimeouts } from '../l1/cmk-service-association';
import { ImportBlock } from '../synth/import-block';
import { validateTimeouts, withTriggerAddresses } from '../synth/meta-arguments';
import { bindProvider } from '../synth/provider-lookup';
import { isLiteral, validateLiteral } from '../synth/validate-literal';
import { bindingLogicalId } from './binding-logical-id';
import type { RegisteredKey } from './registered-key';

/** Time limits for the operations on a binding: a number with a unit each, such as `30s`, `20m` or `1h30m`. */
export interface ServiceBindingTimeouts extends CmkServiceAssociationTimeouts {}

export interface ServiceBindingOptions extends TerraformMetaArguments {
  /**
   * The construct ID of the binding. Required if the service's name is known only at apply. If the name or the project is known
   * only at apply, the ID is also part of the Terraform address; two keys created in the same scope must then use different IDs.
   * @default - the service's name
   */
  readonly id?: string;
  /**
   * What destroying the binding does: `detach` moves the service to Aiven-managed keys, `keep` leaves it encrypted with the
   * key. Aiven does not delete a key that a service uses.
   * @default - `detach`, or `keep` for an imported binding
   */
  readonly onDestroy?: 'detach' | 'keep';
  /**
   * Time limits for the operations `create`, `read`, `update` and `delete`: a number with a unit each, such as `30s`, `20m` or `1h30m`.
   * @default - up to 20 minutes to wait for a service or an association, and 30 seconds for each request with its retries
   */
  readonly timeouts?: ServiceBindingTimeouts;
}

/** Encrypts a service with a key and changes nothing else about it. Created by `protect` of a key, or by `ServiceBinding.import`. */
export class ServiceBinding extends Construct implements ITerraformDependable {
  /**
   * The implementation of `protect` of a key, which is the public name.
   * @internal
   */
  static of(key: RegisteredKey, serviceName: string, options: ServiceBindingOptions = {}): ServiceBinding {
    validateLiteral(serviceName, checkServiceName);
    const { id = isLiteral(serviceName) ? serviceName : undefined, ...others } = options;
    if (id === undefined) {
      throw new Error(
        "The name of the service is known only at apply, so it cannot be the construct ID of its binding; set one: key.protect(name, { id: '…' }).",
      );
    }
    return new ServiceBinding(key, id, serviceName, others);
  }

  /**
   * Imports the binding of a service that already uses the key: creates an `import` block and the resource. Removing the
   * binding later leaves the service encrypted with the key, unless `onDestroy` is `detach`.
   * @param serviceName The name of a service in the key's project. It and `key.project` must be literals.
   * @throws Error when one of them is known only at apply, or when the name is not a valid service name.
   */
  static import(key: RegisteredKey, serviceName: string, options: ServiceBindingOptions = {}): ServiceBinding {
    if (!isLiteral(serviceName) || !isLiteral(key.project)) {
      throw new Error('To import a binding, the name of the service and the project of the key must be literals.');
    }
    const binding = ServiceBinding.of(key, serviceName, { ...options, onDestroy: options.onDestroy ?? 'keep' });
    new ImportBlock(binding.resource, formatServiceImportId({ project: key.project, serviceName }));
    return binding;
  }

  /**
   * Keeps every binding below a scope in the state after an update from a version that built the addresses of bindings from
   * construct paths: adds a `moved` block from that address. Remove the call after the next deployment.
   */
  static moveFromConstructPaths(scope: IConstruct): void {
    for (const found of scope.node.findAll()) {
      if (!(found instanceof ServiceBinding)) continue;
      const { resource } = found;
      resource.moveFromId(`${resource.terraformResourceType}.${resource.cdktfStack.getLogicalId(resource)}`);
    }
  }

  /** The L1 construct, for overrides and for settings that the options lack. */
  readonly resource: CmkServiceAssociation;

  private constructor(
    /** The key that the service uses. */
    readonly key: RegisteredKey,
    id: string,
    /** The name of the service. */
    readonly serviceName: string,
    { lifecycle, ...options }: Omit<ServiceBindingOptions, 'id'>,
  ) {
    super(key, id);
    validateTimeouts(options.timeouts);
    this.resource = bindProvider(
      new CmkServiceAssociation(this, 'Resource', {
        ...options,
        project: key.project,
        serviceName,
        cmkId: key.cmkId,
        lifecycle: lifecycle && withTriggerAddresses(lifecycle),
      }),
      key,
    );
    this.resource.overrideLogicalId(bindingLogicalId(key, id, serviceName));
  }

  /** The status of the association: `active`, `activating` or `deactivating`. */
  get status(): string {
    return this.resource.status;
  }

  /** Aiven's name of the service's type, such as `pg`. */
  get serviceType(): string {
    return this.resource.serviceType;
  }

  /** The Terraform address of the resource. */
  get fqn(): string {
    return this.resource.fqn;
  }
}
