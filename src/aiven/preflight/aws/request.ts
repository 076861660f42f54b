/** A request of Aiven to AWS KMS: what IAM would know about it when it evaluates the key policy. */

/** A caller in an AWS account. */
export interface AwsCaller {
  /** The ARN of the role, or a placeholder. */
  readonly roleArn: string;
  /** 12 digits; undefined if the ARN is a placeholder. */
  readonly accountId: string | undefined;
  readonly partition: string | undefined;
}

export interface AwsRequest {
  readonly caller: AwsCaller;
  /** For example `kms:Encrypt`. */
  readonly action: string;
  /** The ARN of the key; undefined if it is not known. */
  readonly keyArn: string | undefined;
  /** Condition keys that the key determines, in lower case: `kms:keyspec`, … */
  readonly keyFacts?: ReadonlyMap<string, string>;
}

/**
 * What is known about a condition key in a request of Aiven.
 *
 * - `value`: it has this value.
 * - `absent`: the request does not have it.
 * - `foreign`: Aiven's own value, which no policy of a customer lists. With `orAbsent`, the request may also lack it.
 * - `unknown`: nothing is known.
 */
export type AwsFact =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'foreign'; readonly orAbsent: boolean }
  | { readonly kind: 'unknown' };

/** The caller with this role. */
export function awsCaller(roleArn: string): AwsCaller {
  const [, partition, accountId] = /^arn:([^:]+):iam::(\d{12}):role\//.exec(roleArn) ?? [];
  return { roleArn, accountId, partition };
}

/** Requests of a service principal, or through another AWS service, have these; Aiven calls KMS directly, with the credentials of a role. */
const absent = [
  ...['kms:viaservice', 'aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast', 'kms:grantisforawsresource'],
  ...['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:username'],
  ...['aws:principalservicename', 'aws:principalservicenameslist', 'aws:federatedprovider'],
];

/** Aiven is in no organization, VPC and endpoint of a customer. */
const foreignOrAbsent = [
  ...['aws:principalorgid', 'aws:principalorgpaths', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn'],
  ...['aws:vpcsourceip', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths'],
];

/** What is known about a condition key. Names of keys ignore case. */
export function factOf(key: string, { caller, keyArn, keyFacts }: AwsRequest): AwsFact {
  const name = key.toLowerCase();
  if (absent.includes(name)) return { kind: 'absent' };
  if (foreignOrAbsent.includes(name)) return { kind: 'foreign', orAbsent: true };
  // The KMS is reached over the public internet. Aiven documents no addresses.
  if (name === 'aws:sourceip') return { kind: 'foreign', orAbsent: false };
  const [, , , region, keyAccount] = keyArn?.split(':') ?? [];
  const known: Readonly<Record<string, string | undefined>> = {
    'aws:principalarn': caller.accountId && caller.roleArn,
    'aws:principalaccount': caller.accountId,
    'kms:calleraccount': caller.accountId,
    'aws:principaltype': 'AssumedRole',
    'aws:principalisawsservice': 'false',
    'aws:viaawsservice': 'false',
    'aws:securetransport': 'true',
    'aws:requestedregion': region,
    'aws:resourceaccount': keyAccount,
    'kms:encryptionalgorithm': 'SYMMETRIC_DEFAULT',
  };
  const value = keyFacts?.get(name) ?? (Object.hasOwn(known, name) ? known[name] : undefined);
  return value === undefined ? { kind: 'unknown' } : { kind: 'value', value };
}
