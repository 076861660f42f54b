/** AWS KMS: the key policy that lets Aiven use a key. Source: "AWS KMS setup" of the BYOK guide (docs/api.md#sources). */

import { quote } from '../../support/quote';
import { parseKeyReference } from '../keys/key-reference';
import type { AwsAccessor } from './accessors';
import { option } from './shell';

/** One value or several; IAM reads both alike. */
export type OneOrMore<T> = T | readonly T[];

/** Who a statement is about: everybody, or names by their kind (`AWS`, `Service`, `Federated`, `CanonicalUser`). */
export type AwsPrincipal = '*' | Readonly<Record<string, OneOrMore<string>>>;

/** A statement of IAM's policy language. */
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

/** A policy of IAM's policy language; a missing `Version` means 2008-10-17. */
export interface AwsPolicy {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly AwsPolicyStatement[];
}

/** The account that a key lives in. */
export interface AwsAccount {
  /** 12 digits. */
  readonly accountId: string;
  /** `aws`, `aws-us-gov`, `aws-cn`, … Default: the partition of Aiven's role where its ARN is known, else `aws`. */
  readonly partition?: string;
}

/** Sid of the statement that lets Aiven use the key. */
export const awsAccessSid = 'Allow Aiven to use this key for CMK operations';

/** Sid of the statement that lets the account's own IAM policies manage the key. */
export const awsRootSid = 'Enable IAM policies for key management';

/** KMS takes no longer key policy, in bytes (AWS KMS developer guide, "Key policy format"). */
export const longestAwsKeyPolicy = 32_768;

const roleArn = /^arn:(aws(?:-[a-z]+)*):iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;

/** The partition in the ARN of an IAM role, or undefined when it is none (a placeholder is none). */
export function awsPartitionOf(arn: string): string | undefined {
  return roleArn.exec(arn)?.[1];
}

/** The statement that a key policy must hold for Aiven. */
export function awsKeyPolicyStatement(accessor: AwsAccessor): AwsPolicyStatement {
  return {
    Sid: awsAccessSid,
    Effect: 'Allow',
    Principal: { AWS: accessor.roleArn },
    Action: ['kms:Encrypt', 'kms:Decrypt'],
    Resource: '*',
  };
}

/** The statement without which the account's IAM policies could no longer manage the key. */
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
 * A whole key policy: the account's root statement, then Aiven's.
 * It is for a key that has no other statements; `mergeAwsKeyPolicy` is for one that has.
 */
export function awsKeyPolicy(accessor: AwsAccessor, account: AwsAccount): AwsPolicy {
  const partition = account.partition ?? awsPartitionOf(accessor.roleArn) ?? 'aws';
  return {
    Version: '2012-10-17',
    Statement: [awsRootStatement({ ...account, partition }), awsKeyPolicyStatement(accessor)],
  };
}

/**
 * The account, partition and region that a key's ARN names.
 * @throws Error with one sentence when it is no ARN of an AWS KMS key.
 */
export function awsAccountOfKey(keyArn: string): Required<AwsAccount> & { readonly region: string } {
  const key = parseKeyReference(keyArn);
  if (key.cloud !== 'aws') {
    throw new Error(`${quote(keyArn)} is a key identifier of ${key.cloud}, not the ARN of an AWS KMS key.`);
  }
  return { accountId: key.accountId, partition: key.partition, region: key.region };
}

/**
 * A policy as JSON text; placeholders inside its strings stay whole.
 * @param indent Spaces per level. Default: 0, all on one line.
 */
export function formatAwsPolicy(policy: AwsPolicy, indent = 0): string {
  return JSON.stringify(policy, null, indent);
}

/** One sentence when KMS would refuse the policy for its length or its characters, else undefined. */
export function checkAwsKeyPolicy(policy: AwsPolicy): string | undefined {
  const text = formatAwsPolicy(policy);
  const length = Buffer.byteLength(text);
  if (length > longestAwsKeyPolicy) {
    return `The key policy has ${length} bytes; KMS takes at most ${longestAwsKeyPolicy}.`;
  }
  const strange = /[^\t\n\r\u0020-\u00ff]/u.exec(text)?.[0];
  if (strange === undefined) return undefined;
  return `The key policy holds the character ${quote(strange)}; KMS takes characters of ASCII and Latin-1 only.`;
}

/** Where a command finds the key. */
export interface AwsKeyLocation {
  /** The key's ARN or id. */
  readonly keyId: string;
  /** Default: the region in the ARN, else what the AWS command is configured for. */
  readonly region?: string;
}

/** AWS's own command reads these as the name of a file that holds the value. */
const fileMarkers = ['file://', 'fileb://', 'http://', 'https://'];

/** The command that prints the policy a key has now, as `mergeAwsKeyPolicy` takes it. */
export function awsGetKeyPolicyCommand(key: AwsKeyLocation): string[] {
  return ['aws', 'kms', 'get-key-policy', ...keyOptions(key), '--policy-name=default', '--output=text'];
}

/** The command that gives a key this policy in place of the one it has. */
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
