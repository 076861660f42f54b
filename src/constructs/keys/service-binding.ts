/** A key for a service that something else manages: the resource `aiven_cmk_service_association`. */

import type { ITerraformDependable, TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import { checkServiceName, formatServiceImportId } from '../../aiven';
import { CmkServiceAssociation, type CmkServiceAssociationTimeouts } from '../l1/cmk-service-association';
import { ImportBlock } from '../synth/import-block';
import { isLiteral, requireValid } from '../synth/literal';
import { requireDurations, withBareTriggers } from '../synth/meta-arguments';
import { bindProvider } from '../synth/provider-lookup';
import type { RegisteredKey } from './registered-key';
import { checkBinding } from './service-binding-checks';

/** How long each operation on a binding may take, as `30s`, `20m` or `1h30m`. */
export type ServiceBindingTimeouts = CmkServiceAssociationTimeouts;

export interface ServiceBindingOptions extends TerraformMetaArguments {
  /**
   * The id of the binding below its key. Needed where the service's name is known only at apply.
   * @default - the service's name
   */
  readonly id?: string;
  /**
   * What destroying the binding does to the service: `detach` goes back to Aiven-managed keys, `keep` leaves it under the
   * key, which then cannot be deleted.
   * @default 'detach'
   */
  readonly onDestroy?: 'detach' | 'keep';
  /**
   * How long each operation may take.
   * @default - the provider's own limits
   */
  readonly timeouts?: ServiceBindingTimeouts;
}

/** Binds a service to a key and touches nothing else of it. Made by `protect` of a key, or by `ServiceBinding.import`. */
export class ServiceBinding extends Construct implements ITerraformDependable {
  /**
   * Binds the service to the key.
   * @throws Error when a literal name cannot be one, or when the name is known only at apply and `options` have no id.
   */
  static of(key: RegisteredKey, serviceName: string, options: ServiceBindingOptions = {}): ServiceBinding {
    requireValid(serviceName, checkServiceName);
    const { id = isLiteral(serviceName) ? serviceName : undefined, ...others } = options;
    if (id === undefined) {
      throw new Error(
        "The name of the service is known only at apply and cannot be the id of its binding; give one: key.protect(name, { id: '…' }).",
      );
    }
    return new ServiceBinding(key, id, serviceName, others);
  }

  /**
   * Takes over the binding of a service that is under the key already: an `import` block, and the resource.
   * @throws Error when the name of the service or of the key's project is known only at apply, or cannot be one.
   */
  static import(key: RegisteredKey, serviceName: string, options?: ServiceBindingOptions): ServiceBinding {
    if (!isLiteral(serviceName) || !isLiteral(key.project)) {
      throw new Error(
        'To import the binding of a service, the name of the service and the project of its key have to be literals.',
      );
    }
    const binding = ServiceBinding.of(key, serviceName, options);
    new ImportBlock(binding.resource, formatServiceImportId({ project: key.project, serviceName }));
    return binding;
  }

  /** The L1 construct, for overrides and for what the options do not offer. */
  readonly resource: CmkServiceAssociation;

  private constructor(
    /** The key that the service is bound to. */
    readonly key: RegisteredKey,
    id: string,
    /** The name of the service. */
    readonly serviceName: string,
    { lifecycle, ...options }: Omit<ServiceBindingOptions, 'id'>,
  ) {
    super(key, id);
    requireDurations(options.timeouts);
    this.resource = bindProvider(
      new CmkServiceAssociation(this, 'Resource', {
        ...options,
        project: key.project,
        serviceName,
        cmkId: key.cmkId,
        lifecycle: lifecycle && withBareTriggers(lifecycle),
      }),
    );
    this.node.addValidation({ validate: () => checkBinding(this.resource) });
  }

  /** Status of the association: `active`, `activating` or `deactivating`. */
  get status(): string {
    return this.resource.status;
  }

  /** Aiven's name of the service's type. */
  get serviceType(): string {
    return this.resource.serviceType;
  }

  get fqn(): string {
    return this.resource.fqn;
  }
}
