/** The principals that Aiven uses in each cloud's KMS, and the grants that they need: the data sources `aiven_cmk_accessor_<cloud>`. */

import type { TerraformMetaArguments } from 'cdktf';
import { Construct } from 'constructs';
import { checkProject } from '../../aiven';
import { DataAivenCmkAccessorAws } from '../l1/data-aiven-cmk-accessor-aws';
import { DataAivenCmkAccessorAzure } from '../l1/data-aiven-cmk-accessor-azure';
import { DataAivenCmkAccessorGcp } from '../l1/data-aiven-cmk-accessor-gcp';
import { DataAivenCmkAccessorOci } from '../l1/data-aiven-cmk-accessor-oci';
import { bindProvider } from '../synth/provider-lookup';
import { validateLiteral } from '../synth/validate-literal';
import { AwsAccess, AzureAccess, GcpAccess, OciAccess } from './cloud-access';

export interface CmkAccessorsProps extends Pick<TerraformMetaArguments, 'provider' | 'dependsOn'> {
  /** The name of the Aiven project. */
  readonly project: string;
}

/**
 * What to grant Aiven in each cloud before a project's keys are registered. The data source of a cloud is created when its
 * property is first read. Reading a cloud that Aiven does not offer to the project is an error at plan.
 */
export class CmkAccessors extends Construct {
  private readonly props: CmkAccessorsProps;
  private awsAccess?: AwsAccess;
  private azureAccess?: AzureAccess;
  private gcpAccess?: GcpAccess;
  private ociAccess?: OciAccess;

  /** @throws Error when a literal `project` is not a valid project name. */
  constructor(scope: Construct, id: string, props: CmkAccessorsProps) {
    super(scope, id);
    validateLiteral(props.project, checkProject);
    this.props = props;
  }

  /** The grants for keys in AWS KMS. */
  get aws(): AwsAccess {
    this.awsAccess ??= new AwsAccess(bindProvider(new DataAivenCmkAccessorAws(this, 'aws', this.props)));
    return this.awsAccess;
  }

  /** The grants for keys in Azure Key Vault. */
  get azure(): AzureAccess {
    this.azureAccess ??= new AzureAccess(bindProvider(new DataAivenCmkAccessorAzure(this, 'azure', this.props)));
    return this.azureAccess;
  }

  /** The grants for keys in Google Cloud KMS. */
  get gcp(): GcpAccess {
    this.gcpAccess ??= new GcpAccess(bindProvider(new DataAivenCmkAccessorGcp(this, 'gcp', this.props)));
    return this.gcpAccess;
  }

  /** The grants for keys in OCI Vault. */
  get oci(): OciAccess {
    this.ociAccess ??= new OciAccess(bindProvider(new DataAivenCmkAccessorOci(this, 'oci', this.props)));
    return this.ociAccess;
  }
}
