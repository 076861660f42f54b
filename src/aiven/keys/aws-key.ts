/** AWS KMS: a key is named by its ARN. Form: AWS KMS developer guide, "Key identifiers (KeyId)". */

import { quote } from '../../support/quote';

/** The form that messages show. */
export const awsKeyForm = 'arn:aws:kms:<region>:<account-id>:key/<key-id>';

export interface AwsKey {
  cloud: 'aws';
  partition: string;
  region: string;
  accountId: string;
  /** A UUID, or `mrk-` and 32 hexadecimal digits for a multi-Region key. */
  keyId: string;
  multiRegion: boolean;
}

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'];
const region = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;
const singleRegionId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const multiRegionId = /^mrk-[0-9a-f]{32}$/i;

/** The parts of an AWS key ARN, or one sentence about what is wrong with it. */
export function readAwsKey(text: string): AwsKey | string {
  const wrong = (problem: string) => `${quote(text)} ${problem}; expected ${awsKeyForm}.`;
  const [arn, partition = '', service, regionName = '', accountId = '', name = '', ...more] = text.split(':');
  if (arn !== 'arn' || more.length > 0) return wrong('is not the ARN of an AWS KMS key');
  if (!partitions.includes(partition)) {
    return wrong(`has the partition ${quote(partition)}, which is none of ${partitions.join(', ')}`);
  }
  if (service !== 'kms') return wrong(`is an ARN of the AWS service ${quote(service ?? '')}, not of kms`);
  if (name.startsWith('alias/')) {
    return wrong('is the ARN of an alias, which can be pointed at another key; give the ARN of the key itself');
  }
  if (!region.test(regionName)) return wrong(`has ${quote(regionName)} where the AWS region belongs`);
  if (!/^\d{12}$/.test(accountId)) return wrong(`has ${quote(accountId)} where the 12 digits of the account belong`);
  if (!name.startsWith('key/')) return wrong('does not name a key: "key/" is missing after the account');
  const keyId = name.slice('key/'.length);
  const multiRegion = multiRegionId.test(keyId);
  if (!multiRegion && !singleRegionId.test(keyId)) {
    return wrong(`has the key id ${quote(keyId)}, which is neither a UUID nor "mrk-" and 32 hexadecimal digits`);
  }
  return { cloud: 'aws', partition, region: regionName, accountId, keyId, multiRegion };
}
