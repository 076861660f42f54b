/** What to grant Aiven in each cloud, in the form in which that cloud's Terraform provider takes it. */

import {
  type AwsAccount,
  type AwsPolicyStatement,
  type AzureKeyLocation,
  type AzureRoleAssignment,
  type AzureServicePrincipal,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  azureKeyScope,
  azureRoleAssignment,
  azureServicePrincipal,
  checkOciTenancy,
  formatAwsPolicy,
  type GcpIamMember,
  type GcpKeyKind,
  gcpIamMember,
  gcpMember,
  type OciPolicy,
  type OciPolicyOptions,
  type OciStatementOptions,
  ociPolicy,
  ociPolicyStatements,
} from '../../aiven';
import type { DataAivenCmkAccessorAws } from '../l1/data-aiven-cmk-accessor-aws';
import type { DataAivenCmkAccessorAzure } from '../l1/data-aiven-cmk-accessor-azure';
import type { DataAivenCmkAccessorGcp } from '../l1/data-aiven-cmk-accessor-gcp';
import type { DataAivenCmkAccessorOci } from '../l1/data-aiven-cmk-accessor-oci';
import { requireValid } from '../synth/literal';

/** AWS KMS: the key's policy names Aiven's role. */
export class AwsAccess {
  constructor(
    /** The L1 data source. */
    readonly data: DataAivenCmkAccessorAws,
  ) {}

  /** ARN of the IAM role by which Aiven uses keys. */
  get roleArn(): string {
    return this.data.principal;
  }

  /** The statement that the policy of a key needs, for a policy of your own; wants `JSON.stringify`. */
  get keyPolicyStatement(): AwsPolicyStatement {
    return awsKeyPolicyStatement(this);
  }

  /**
   * A whole key policy as JSON, for a key that needs nothing else: the account's root, and Aiven. Fits `policy` of
   * `aws_kms_key_policy` and `aws_kms_key`.
   * @param account.accountId the account that the key is in.
   * @param account.partition `aws-us-gov` or `aws-cn` where the key is there. Default: `aws`, as Aiven's role is known only at apply.
   * @throws Error when a literal account is not 12 digits, or missing.
   */
  keyPolicy(account: AwsAccount): string {
    if (account?.accountId === undefined) {
      throw new Error('keyPolicy needs accountId, the 12 digits of the AWS account that the key is in; got undefined.');
    }
    requireValid(account.accountId, checkAccountId);
    return formatAwsPolicy(awsKeyPolicy(this, account));
  }
}

/** Google Cloud KMS: Aiven's group gets a role on the key. */
export class GcpAccess {
  constructor(
    /** The L1 data source. */
    readonly data: DataAivenCmkAccessorGcp,
  ) {}

  /** E-mail address of the group whose members use keys. */
  get accessGroup(): string {
    return this.data.accessGroup;
  }

  /** The group as a member of an IAM policy: `group:<address>`. */
  get member(): string {
    return gcpMember(this);
  }

  /** `member` and `role` on a symmetric key. Fits `google_kms_crypto_key_iam_member`, beside `crypto_key_id`. */
  get iamMember(): GcpIamMember {
    return gcpIamMember(this);
  }

  /** The same for a kind of key: Aiven's documentation names two, see docs/grants.md. */
  iamMemberFor(keyKind: GcpKeyKind): GcpIamMember {
    return gcpIamMember(this, { keyKind });
  }
}

/** OCI Vault: a policy in the root compartment admits Aiven's group. */
export class OciAccess {
  constructor(
    /** The L1 data source. */
    readonly data: DataAivenCmkAccessorOci,
  ) {}

  /** OCID of the group in Aiven's tenancy. */
  get accessGroup(): string {
    return this.data.accessGroup;
  }

  /** OCID of Aiven's tenancy. */
  get accessTenant(): string {
    return this.data.accessTenant;
  }

  /**
   * The three statements, all needed, in this order. Fit `statements` of an `oci_identity_policy` in the root compartment.
   * @param options.keyId OCID of the only key that Aiven may use. Default: every key of the tenancy.
   */
  policyStatements(options: OciStatementOptions = {}): string[] {
    return ociPolicyStatements(this, options);
  }

  /**
   * The whole policy. Fits `oci_identity_policy`.
   * @throws Error when a literal `tenancyId` is not the OCID of a tenancy: elsewhere the policy has no effect.
   */
  policy(options: OciPolicyOptions): OciPolicy {
    requireValid(options.tenancyId, checkOciTenancy);
    return ociPolicy(this, options);
  }
}

/**
 * Azure Key Vault: Aiven's application gets a service principal in your tenant, and that a role on the key. This is Azure's
 * practice for keys across tenants; Aiven's specification does not confirm it.
 */
export class AzureAccess {
  constructor(
    /** The L1 data source. */
    readonly data: DataAivenCmkAccessorAzure,
  ) {}

  /** The application (client) id of Aiven's application, a UUID. */
  get appId(): string {
    return this.data.appId;
  }

  /** The service principal to make in your tenant, once. Fits `azuread_service_principal`. */
  get servicePrincipal(): AzureServicePrincipal {
    return azureServicePrincipal(this);
  }

  /**
   * The role on a key, or on a vault. Fits `azurerm_role_assignment`.
   * @param grant.principalId object id of the service principal in your tenant, which is not the application id.
   * @param grant.scope resource id of the key or vault, or where it is.
   */
  roleAssignment(grant: { principalId: string; scope: string | AzureKeyLocation }): AzureRoleAssignment {
    const scope = typeof grant.scope === 'string' ? grant.scope : azureKeyScope(grant.scope);
    return azureRoleAssignment({ principalId: grant.principalId, scope });
  }
}

function checkAccountId(text: string): string | undefined {
  return /^\d{12}$/.test(text) ? undefined : `"${text}" is not the id of an AWS account; expected 12 digits.`;
}
