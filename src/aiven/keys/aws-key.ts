/** AWS KMS: a key is identified by its ARN (AWS KMS developer guide, "Key identifiers (KeyId)"). */

import { quote, quoteList } from '../../support/quote';

/** The ARN's format, for messages. */
export const awsKeyFormat = 'arn:aws:kms:<region>:<account-id>:key/<key-id>';

export interface AwsKey {
  cloud: 'aws';
  partition: string;
  region: string;
  /** 12 digits. */
  accountId: string;
  /** A UUID; for a multi-Region key, `mrk-` and 32 hexadecimal digits. */
  keyId: string;
  multiRegion: boolean;
}

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'];
const region = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;
const singleRegionId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const multiRegionId = /^mrk-[0-9a-f]{32}$/i;

/** Returns the parts of a key ARN, or an error message. */
export function parseAwsKey(text: string): AwsKey | string {
  const invalid = (problem: string) => `${quote(text)} ${problem}; expected "${awsKeyFormat}".`;
  const [arn, partition = '', service = '', regionName = '', accountId = '', name = '', ...more] = text.split(':');
  if (arn !== 'arn' || more.length > 0) return invalid('is not the ARN of an AWS KMS key');
  if (!partitions.includes(partition)) {
    return invalid(`has the unknown partition ${quote(partition)} (known: ${quoteList(partitions)})`);
  }
  if (service !== 'kms') return invalid(`is an ARN of the AWS service ${quote(service)}, not of "kms"`);
  if (name.startsWith('alias/')) {
    return invalid('is the ARN of an alias, which can be moved to another key; use the ARN of the key itself');
  }
  if (!region.test(regionName)) return invalid(`has the invalid AWS region ${quote(regionName)}`);
  if (!/^\d{12}$/.test(accountId)) return invalid(`has the account ID ${quote(accountId)}, which is not 12 digits`);
  if (!name.startsWith('key/')) return invalid('has no "key/" after the account ID');
  const keyId = name.slice('key/'.length);
  const multiRegion = multiRegionId.test(keyId);
  if (!multiRegion && !singleRegionId.test(keyId)) {
    return invalid(`has the key ID ${quote(keyId)}, which is neither a UUID nor "mrk-" and 32 hexadecimal digits`);
  }
  return { cloud: 'aws', partition, region: regionName, accountId, keyId, multiRegion };
}
