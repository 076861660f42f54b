/** A key that something else manages: the data source `aiven_cmk`. */

import type { TerraformMetaArguments, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { checkCmkId, checkProject } from '../../aiven';
import { DataAivenCmk } from '../l1/data-aiven-cmk';
import { bindProvider } from '../synth/provider-lookup';
import { validateLiteral } from '../synth/validate-literal';
import type { ICustomerManagedKey } from './icustomer-managed-key';
import type { KmsKey } from './kms-key';
import { ServiceBinding, type ServiceBindingOptions } from './service-binding';

/** Which key to look up. Exactly one of `cmkId`, `kmsKey` and `defaultCmk` must be set. */
export interface CustomerManagedKeyLookup extends Pick<TerraformMetaArguments, 'provider' | 'dependsOn'> {
  /** The name of the Aiven project. */
  readonly project: string;
  /**
   * The ID that Aiven gave the key, a UUID.
   * @default - the key is looked up by `kmsKey` or `defaultCmk`
   */
  readonly cmkId?: string;
  /**
   * The KMS key, exactly as it is registered.
   * @default - the key is looked up by `cmkId` or `defaultCmk`
   */
  readonly kmsKey?: KmsKey;
  /**
   * Looks up the project's default key.
   * @default - the key is looked up by `cmkId` or `kmsKey`
   */
  readonly defaultCmk?: true;
}

/** The result of `CustomerManagedKey.lookup`. */
export class LookedUpKey extends Construct implements ICustomerManagedKey {
  readonly project: string;
  private readonly data: DataAivenCmk;

  constructor(scope: Construct, id: string, props: CustomerManagedKeyLookup) {
    super(scope, id);
    requireOneCriterion(props);
    validateLiteral(props.project, checkProject);
    validateLiteral(props.cmkId, checkCmkId);
    this.project = props.project;
    const { kmsKey, ...others } = props;
    this.data = bindProvider(new DataAivenCmk(this, 'Resource', { ...others, resource: kmsKey?.keyReference }));
  }

  get cmkId(): string {
    return this.data.cmkId;
  }

  get importId(): string {
    return this.data.id;
  }

  get status(): string {
    return this.data.status;
  }

  get fqn(): string {
    return this.data.fqn;
  }

  get provider(): TerraformProvider | undefined {
    return this.data.provider;
  }

  protect(serviceName: string, options?: ServiceBindingOptions): ServiceBinding {
    return ServiceBinding.of(this, serviceName, options);
  }
}

function requireOneCriterion(props: CustomerManagedKeyLookup): void {
  const given = (['cmkId', 'kmsKey', 'defaultCmk'] as const).filter(
    (name) => props[name] !== undefined && (props[name] as unknown) !== false,
  );
  if (given.length === 1) return;
  const got = given.length === 0 ? 'none of them' : given.join(' and ');
  throw new Error(`Looking up a key takes exactly one of cmkId, kmsKey and defaultCmk: true, got ${got}.`);
}
