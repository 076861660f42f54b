/** AWS KMS: the key policy that lets Aiven use a key. Source: "AWS KMS setup" of the BYOK guide (docs/internals/api.md#sources). */

import { quote } from '../../support/quote';
import { kmsNames } from '../cloud';
import { parseKeyReference } from '../keys/key-reference';
import { type AwsAccessor, requirePrincipal } from './accessors';
import { option } from './shell';

/** One value or several. To IAM, a single value and a list of one are the same. */
export type OneOrMore<T> = T | readonly T[];

/** The principals of a statement: everyone, or names by kind (`AWS`, `Service`, `Federated`, `CanonicalUser`). */
export type AwsPrincipal = '*' | Readonly<Record<string, OneOrMore<string>>>;

/** A statement of an IAM policy. */
export interface AwsPolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: AwsPrincipal;
  readonly NotPrincipal?: AwsPrincipal;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** An IAM policy. Without `Version` its version is 2008-10-17. */
export interface AwsPolicy {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly AwsPolicyStatement[];
}

/** The account that a key is in. */
export interface AwsAccount {
  /** 12 digits. */
  readonly accountId: string;
  /**
   * `aws`, `aws-us-gov`, `aws-cn`, …
   * @default the partition of Aiven's role if its ARN is known, otherwise `aws`
   */
  readonly partition?: string;
}

/** `minimal`: the actions of Aiven's documented statement. `wide`: also those of a walk-through by Aiven. */
export type AwsActionSet = 'minimal' | 'wide';

/** The actions of each set. */
export const awsActions: Readonly<Record<AwsActionSet, readonly string[]>> = {
  minimal: ['kms:Encrypt', 'kms:Decrypt'],
  wide: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
};

/** Where Aiven's pages differ, for output and documentation. */
export const awsContradiction =
  "Aiven's documented statement allows kms:Encrypt and kms:Decrypt; a walk-through by Aiven adds kms:GenerateDataKey and kms:DescribeKey. If the access check fails with the minimal set, try the wide one.";

export interface AwsGrantOptions {
  /** @default 'minimal' */
  readonly actions?: AwsActionSet;
}

/** The Sid of the statement that lets Aiven use the key. */
const awsAccessSid = 'Allow Aiven to use this key for CMK operations';

/** The Sid of the statement that lets the account's own IAM policies manage the key. */
const awsRootSid = 'Enable IAM policies for key management';

/** The longest key policy that KMS accepts, in bytes (AWS KMS developer guide, "Key policy format"). */
const longestAwsKeyPolicy = 32_768;

const rolePattern = /^arn:(aws(?:-[a-z]+)*):iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;

/** Returns the partition in the ARN of an IAM role; undefined if the text is not such an ARN (or is a placeholder). */
export function awsPartitionOf(arn: string): string | undefined {
  return rolePattern.exec(arn)?.[1];
}

/**
 * The statement that lets Aiven use the key.
 * @throws Error when the role is empty or contains a wildcard.
 */
export function awsKeyPolicyStatement(
  accessor: AwsAccessor,
  { actions = 'minimal' }: AwsGrantOptions = {},
): AwsPolicyStatement {
  return {
    Sid: awsAccessSid,
    Effect: 'Allow',
    Principal: { AWS: requirePrincipal(accessor.principal) },
    Action: [...awsActions[actions]],
    Resource: '*',
  };
}

/** The statement without which the account's own IAM policies could no longer manage the key. */
export function awsRootStatement({ accountId, partition = 'aws' }: AwsAccount): AwsPolicyStatement {
  return {
    Sid: awsRootSid,
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}

/**
 * A complete key policy: the account's root statement, then Aiven's. For a key that already has a policy, use
 * `mergeAwsKeyPolicy`.
 */
export function awsKeyPolicy(accessor: AwsAccessor, account: AwsAccount, options: AwsGrantOptions = {}): AwsPolicy {
  const partition = account.partition ?? awsPartitionOf(accessor.principal) ?? 'aws';
  return {
    Version: '2012-10-17',
    Statement: [awsRootStatement({ ...account, partition }), awsKeyPolicyStatement(accessor, options)],
  };
}

/**
 * Returns the account, partition and region of a key.
 * @throws Error when the text is not the ARN of an AWS KMS key.
 */
export function awsAccountOfKey(keyArn: string): Required<AwsAccount> & { readonly region: string } {
  const key = parseKeyReference(keyArn);
  if (key.cloud !== 'aws') {
    throw new Error(`${quote(keyArn)} is a key reference of ${kmsNames[key.cloud]}, not the ARN of an AWS KMS key.`);
  }
  return { accountId: key.accountId, partition: key.partition, region: key.region };
}

/**
 * Formats a policy as JSON. Placeholders in its strings stay intact.
 * @param indent Spaces per level. 0, the default, puts everything on one line.
 */
export function formatAwsPolicy(policy: AwsPolicy, indent = 0): string {
  return JSON.stringify(policy, null, indent);
}

/** Returns an error message when KMS would reject the policy for its length or its characters, otherwise undefined. */
export function checkAwsKeyPolicy(policy: AwsPolicy): string | undefined {
  const text = formatAwsPolicy(policy);
  const length = Buffer.byteLength(text);
  if (length > longestAwsKeyPolicy) {
    return `The key policy has ${length} bytes; KMS accepts at most ${longestAwsKeyPolicy}.`;
  }
  const unsupported = /[^\t\n\r\u0020-\u00ff]/u.exec(text)?.[0];
  if (unsupported === undefined) return undefined;
  return `The key policy contains the character ${quote(unsupported)}; KMS accepts only ASCII and Latin-1.`;
}

/** How a command identifies the key. */
export interface AwsKeyLocation {
  /** The key's ARN or ID. */
  readonly keyId: string;
  /** @default the region in the ARN, otherwise the region that the AWS CLI is configured for */
  readonly region?: string;
}

/** The AWS CLI reads the value from a file or URL when it starts with one of these. */
const fileMarkers = ['file://', 'fileb://', 'http://', 'https://'];

/** The command that prints a key's current policy, for `mergeAwsKeyPolicy`. */
export function awsGetKeyPolicyCommand(key: AwsKeyLocation): string[] {
  return ['aws', 'kms', 'get-key-policy', ...keyOptions(key), '--policy-name=default', '--output=text'];
}

/** The command that replaces a key's policy. */
export function awsPutKeyPolicyCommand(key: AwsKeyLocation, policy: AwsPolicy): string[] {
  const text = option('policy', formatAwsPolicy(policy), fileMarkers);
  return ['aws', 'kms', 'put-key-policy', ...keyOptions(key), '--policy-name=default', text];
}

function keyOptions({ keyId, region = regionOf(keyId) }: AwsKeyLocation): string[] {
  const options = [option('key-id', keyId, fileMarkers)];
  return region === undefined ? options : [...options, option('region', region, fileMarkers)];
}

function regionOf(keyId: string): string | undefined {
  return /^arn:[^:]*:kms:([a-z0-9-]+):/.exec(keyId)?.[1];
}
