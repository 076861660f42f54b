/** A key that something else manages: the data source `aiven_cmk`. */

import type { TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import { checkCmkId, checkProject } from '../../aiven';
import { DataAivenCmk } from '../l1/data-aiven-cmk';
import { requireValid } from '../synth/literal';
import { bindProvider } from '../synth/provider-lookup';
import type { ICustomerManagedKey } from './icustomer-managed-key';
import { ServiceBinding, type ServiceBindingOptions } from './service-binding';

/** Which key: of `cmkId`, `resource` and `defaultCmk` exactly one. */
export interface CustomerManagedKeyLookup extends Pick<TerraformMetaArguments, 'provider' | 'dependsOn'> {
  /** The name of the Aiven project. */
  readonly project: string;
  /**
   * The id that Aiven gave the key, a UUID.
   * @default - the key is found by `resource` or `defaultCmk`
   */
  readonly cmkId?: string;
  /**
   * The key's name in its KMS, exactly as it is registered.
   * @default - the key is found by `cmkId` or `defaultCmk`
   */
  readonly resource?: string;
  /**
   * The project's default key.
   * @default - the key is found by `cmkId` or `resource`
   */
  readonly defaultCmk?: true;
}

/** What `CustomerManagedKey.lookup` returns. */
export class LookedUpKey extends Construct implements ICustomerManagedKey {
  readonly project: string;
  readonly #data: DataAivenCmk;

  constructor(scope: Construct, id: string, props: CustomerManagedKeyLookup) {
    super(scope, id);
    requireOneWay(props);
    requireValid(props.project, checkProject);
    requireValid(props.cmkId, checkCmkId);
    this.project = props.project;
    this.#data = bindProvider(new DataAivenCmk(this, 'Resource', props));
  }

  get cmkId(): string {
    return this.#data.cmkId;
  }

  get importId(): string {
    return this.#data.id;
  }

  get status(): string {
    return this.#data.status;
  }

  get fqn(): string {
    return this.#data.fqn;
  }

  protect(serviceName: string, options?: ServiceBindingOptions): ServiceBinding {
    return ServiceBinding.of(this, serviceName, options);
  }
}

function requireOneWay(props: CustomerManagedKeyLookup): void {
  const given = (['cmkId', 'resource', 'defaultCmk'] as const).filter(
    (way) => props[way] !== undefined && (props[way] as unknown) !== false,
  );
  if (given.length === 1) return;
  const got = given.length === 0 ? 'none of them' : given.join(' and ');
  throw new Error(`A key is looked up by exactly one of cmkId, resource and defaultCmk: true; got ${got}.`);
}
