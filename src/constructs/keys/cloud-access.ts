/** The grants that Aiven needs in each cloud, as arguments of that cloud's Terraform provider. */

import { Token } from 'cdktf';
import {
  type AwsAccount,
  type AwsGrantOptions,
  type AwsPolicy,
  type AwsPolicyStatement,
  type AzureKeyLocation,
  type AzureRole,
  type AzureRoleAssignment,
  type AzureServicePrincipal,
  awsKeyPolicy,
  awsKeyPolicyStatement,
  azureKeyScope,
  azureRoleAssignment,
  azureServicePrincipal,
  checkAwsAccountId,
  checkAzurePrincipalId,
  checkAzureScope,
  checkOciTenancy,
  formatAwsPolicy,
  type GcpIamMember,
  type GcpRole,
  gcpIamMember,
  gcpMember,
  mergedAwsKeyPolicy,
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
import { validateLiteral } from '../synth/validate-literal';

/** AWS KMS: the key policy allows Aiven's IAM role to use the key. */
export class AwsAccess {
  constructor(
    /** The L1 construct of the data source. */
    readonly data: DataAivenCmkAccessorAws,
  ) {}

  /** The ARN of the IAM role that Aiven uses. */
  get principal(): string {
    return this.data.principal;
  }

  /** The statement to add to your own key policy. Format the policy with `JSON.stringify`. */
  get keyPolicyStatement(): AwsPolicyStatement {
    return awsKeyPolicyStatement(this);
  }

  /** The statement with another set of actions, described in docs/grants.md. */
  keyPolicyStatementFor(options: AwsGrantOptions): AwsPolicyStatement {
    return awsKeyPolicyStatement(this, options);
  }

  /**
   * A complete key policy as JSON, with statements for the account's root and for Aiven. For `policy` of
   * `aws_kms_key_policy` and `aws_kms_key`, which replace the whole policy of the key: if it has other statements, use
   * `mergedKeyPolicy`.
   * @param account The AWS account that the key is in: `accountId`, 12 digits, and `partition`, such as `aws-us-gov` or `aws-cn`
   * (default: `aws`).
   * @param options `actions`: `wide` also allows `kms:GenerateDataKey` and `kms:DescribeKey` (default: `minimal`).
   * @throws Error when `accountId` is missing, or a literal that is not 12 digits.
   */
  keyPolicy(account: AwsAccount, options: AwsGrantOptions = {}): string {
    if (account?.accountId === undefined) {
      throw new Error(
        'keyPolicy needs accountId, the ID of the AWS account that the key is in (12 digits); got undefined.',
      );
    }
    validateLiteral(account.accountId, checkAwsAccountId);
    return formatAwsPolicy(awsKeyPolicy(this, account, options));
  }

  /**
   * The present policy of a key as JSON, with the statement for Aiven. Nothing else changes. For `policy` of
   * `aws_kms_key_policy` and `aws_kms_key`.
   * @param present An object, or JSON that is known at synth, such as the saved output of
   * `aws kms get-key-policy --key-id ARN --policy-name default --output text`. Single values in it may be known only at apply.
   * @param options As in `keyPolicy`.
   * @throws Error when it is not a key policy, or when one of its statements denies the use of the key to everyone, Aiven included.
   */
  mergedKeyPolicy(present: string | AwsPolicy, options: AwsGrantOptions = {}): string {
    requireKnownPolicy(present);
    return formatAwsPolicy(mergedAwsKeyPolicy(present, this, options));
  }
}

/** An unset variable passes the type checker in apps that use `!` or JavaScript. */
function requireKnownPolicy(present: unknown): void {
  if (typeof present === 'object' && present !== null) return;
  if (typeof present === 'string' && !Token.isUnresolved(present)) return;
  const got = typeof present === 'string' ? 'a value that is known only at apply' : String(present);
  throw new Error(
    `mergedKeyPolicy needs the present key policy as an object or as JSON, got ${got}. In Terraform, the function merge_key_policy merges at apply.`,
  );
}

/** Google Cloud KMS: Aiven's group needs a role on the key. */
export class GcpAccess {
  constructor(
    /** The L1 construct of the data source. */
    readonly data: DataAivenCmkAccessorGcp,
  ) {}

  /** The email address of the group that Aiven uses. */
  get accessGroup(): string {
    return this.data.accessGroup;
  }

  /** The group as a member of an IAM policy: `group:<address>`. */
  get member(): string {
    return gcpMember(this);
  }

  /**
   * `member` and the role of Aiven's documented command, `roles/cloudkms.cryptoKeyEncrypterDecrypter`. For
   * `google_kms_crypto_key_iam_member`, together with `crypto_key_id`.
   */
  get iamMember(): GcpIamMember {
    return gcpIamMember(this);
  }

  /** `member` and another role that Aiven names, described in docs/grants.md. */
  iamMemberFor(role: GcpRole): GcpIamMember {
    return gcpIamMember(this, { role });
  }
}

/** OCI Vault: a policy in the root compartment allows Aiven's group to use keys. */
export class OciAccess {
  constructor(
    /** The L1 construct of the data source. */
    readonly data: DataAivenCmkAccessorOci,
  ) {}

  /** The OCID of the group in Aiven's tenancy. */
  get accessGroup(): string {
    return this.data.accessGroup;
  }

  /** The OCID of Aiven's tenancy. */
  get accessTenant(): string {
    return this.data.accessTenant;
  }

  /**
   * The three statements. All are needed, in this order. For `statements` of an `oci_identity_policy` in the root compartment.
   * @param options `keyId`: the OCID of the only key that Aiven may use (default: every key of the tenancy). `quotes`: `single` follows
   * Oracle's documentation of conditions (default: `double`, as in Aiven's).
   */
  policyStatements(options: OciStatementOptions = {}): string[] {
    return ociPolicyStatements(this, options);
  }

  /**
   * The complete policy. For `oci_identity_policy`.
   * @throws Error when a literal `tenancyId` is not the OCID of a tenancy. A policy in any other compartment has no effect.
   */
  policy(options: OciPolicyOptions): OciPolicy {
    validateLiteral(options.tenancyId, checkOciTenancy);
    return ociPolicy(this, options);
  }
}

/** Azure Key Vault: Aiven's application needs a service principal in your tenant, which needs a role on the key. */
export class AzureAccess {
  constructor(
    /** The L1 construct of the data source. */
    readonly data: DataAivenCmkAccessorAzure,
  ) {}

  /** The application (client) ID of Aiven's application, a UUID. */
  get appId(): string {
    return this.data.appId;
  }

  /** The service principal, to be created once in your tenant. For `azuread_service_principal`. */
  get servicePrincipal(): AzureServicePrincipal {
    return azureServicePrincipal(this);
  }

  /**
   * The role on a key or a vault. For `azurerm_role_assignment`.
   * @param grant `principalId`: the object ID of the service principal in your tenant, which differs from the application ID. `scope`:
   * the resource ID of the key or vault, or its location. `role`: `Key Vault Crypto Service Encryption User` allows less (default:
   * `Key Vault Crypto User`, as Aiven documents).
   * @throws Error when a literal `scope` is not the ID of a key vault or a key in it, or a literal `principalId` is not a UUID.
   */
  roleAssignment(grant: {
    principalId: string;
    scope: string | AzureKeyLocation;
    role?: AzureRole;
  }): AzureRoleAssignment {
    const scope = typeof grant.scope === 'string' ? grant.scope : azureKeyScope(grant.scope);
    validateLiteral(scope, checkAzureScope);
    validateLiteral(grant.principalId, checkAzurePrincipalId);
    return azureRoleAssignment({ ...grant, scope });
  }
}
