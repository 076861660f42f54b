/** Who Aiven is to each cloud's KMS, and what to grant it: from the data sources `aiven_cmk_accessor_<cloud>`. */

import type { TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import { checkProject } from '../../aiven';
import { DataAivenCmkAccessorAws } from '../l1/data-aiven-cmk-accessor-aws';
import { DataAivenCmkAccessorAzure } from '../l1/data-aiven-cmk-accessor-azure';
import { DataAivenCmkAccessorGcp } from '../l1/data-aiven-cmk-accessor-gcp';
import { DataAivenCmkAccessorOci } from '../l1/data-aiven-cmk-accessor-oci';
import { requireValid } from '../synth/literal';
import { bindProvider } from '../synth/provider-lookup';
import { AwsAccess, AzureAccess, GcpAccess, OciAccess } from './cloud-access';

export interface CmkAccessorsProps extends Pick<TerraformMetaArguments, 'provider' | 'dependsOn'> {
  /** The name of the Aiven project. */
  readonly project: string;
}

/**
 * What a project's keys need in each cloud before they are registered. Each cloud is asked for when it is first used: one that
 * Aiven does not offer the project is an error at plan.
 */
export class CmkAccessors extends Construct {
  readonly #props: CmkAccessorsProps;
  #aws?: AwsAccess;
  #azure?: AzureAccess;
  #gcp?: GcpAccess;
  #oci?: OciAccess;

  constructor(scope: Construct, id: string, props: CmkAccessorsProps) {
    super(scope, id);
    requireValid(props.project, checkProject);
    this.#props = props;
  }

  /** For keys in AWS KMS. */
  get aws(): AwsAccess {
    this.#aws ??= new AwsAccess(bindProvider(new DataAivenCmkAccessorAws(this, 'aws', this.#props)));
    return this.#aws;
  }

  /** For keys in Azure Key Vault. */
  get azure(): AzureAccess {
    this.#azure ??= new AzureAccess(bindProvider(new DataAivenCmkAccessorAzure(this, 'azure', this.#props)));
    return this.#azure;
  }

  /** For keys in Google Cloud KMS. */
  get gcp(): GcpAccess {
    this.#gcp ??= new GcpAccess(bindProvider(new DataAivenCmkAccessorGcp(this, 'gcp', this.#props)));
    return this.#gcp;
  }

  /** For keys in OCI Vault. */
  get oci(): OciAccess {
    this.#oci ??= new OciAccess(bindProvider(new DataAivenCmkAccessorOci(this, 'oci', this.#props)));
    return this.#oci;
  }
}
