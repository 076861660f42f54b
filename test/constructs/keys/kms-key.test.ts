import { TerraformVariable } from 'cdktf';
import { KmsKey } from '../../../src';
import { expression, newStack } from '../../support/terraform/synth';

const arn = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';
const gcp = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders';
const ocid = 'ocid1.key.oc1.eu-frankfurt-1.bbpnxgrxaab3k.abtheljrm4bu3xqumgpmkk5yrb3uzbdljk2lprqxcchg4xr5pq7cbb4yhxqa';
const vault = 'https://acme.vault.azure.net/keys/orders';

test.each([
  ['aws', KmsKey.aws(arn), arn],
  ['gcp', KmsKey.gcp(gcp), gcp],
  ['oci', KmsKey.oci(ocid), ocid],
  ['azure', KmsKey.azure(vault), vault],
])('a key in %s has its cloud and its key reference', (cloud, key, name) => {
  expect(key).toEqual({ cloud, keyReference: name });
});

test.each([
  [arn, 'aws'],
  [gcp, 'gcp'],
  [ocid, 'oci'],
  [vault, 'azure'],
])('detects the cloud of %s', (name, cloud) => {
  expect(KmsKey.of(name)).toEqual({ cloud, keyReference: name });
});

test.each([
  ['aws', () => KmsKey.aws('1234abcd'), '"1234abcd"'],
  ['aws', () => KmsKey.aws(gcp), 'Google Cloud KMS (gcp)'],
  ['gcp', () => KmsKey.gcp('projects/acme'), '"projects/acme"'],
  ['oci', () => KmsKey.oci('ocid1.vault.x'), '"ocid1.vault.x"'],
  ['azure', () => KmsKey.azure('orders'), '"orders"'],
  ['of', () => KmsKey.of('orders'), '"orders"'],
])('rejects an invalid literal with the value (%s)', (_, make, got) => {
  expect(make).toThrow(got);
});

test('accepts a value that is known only at apply, alone and as part of a text', () => {
  const variable = new TerraformVariable(newStack(), 'key', { type: 'string' });
  const { stringValue } = variable;
  expect(KmsKey.aws(stringValue).keyReference).toBe(stringValue);
  expect(KmsKey.gcp(`projects/acme/${stringValue}`).cloud).toBe('gcp');
});

test('accepts a Terraform expression', () => {
  const written = expression('data.aws_kms_key.orders.arn');
  expect(KmsKey.aws(written).keyReference).toBe(written);
  expect(() => KmsKey.of(written)).toThrow('known only at apply');
});

test('KmsKey.of rejects a value that is known only at apply and names the alternatives', () => {
  const variable = new TerraformVariable(newStack(), 'key', { type: 'string' });
  expect(() => KmsKey.of(variable.stringValue)).toThrow('KmsKey.aws, KmsKey.gcp, KmsKey.oci or KmsKey.azure');
});
