import { checkKeyFitsCloud } from '../../../src/aiven';

const aws = (region: string, id = '1234abcd-12ab-34cd-56ef-1234567890ab') =>
  `arn:aws:kms:${region}:123456789012:key/${id}`;
const gcp = 'projects/acme/locations/us-central1/keyRings/aiven/cryptoKeys/orders';
const azure = 'https://acme.vault.azure.net/keys/orders';
const oci = 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890';

test('a key of the same cloud fits, for AWS in the same region', () => {
  const fitting = [
    [aws('us-east-1'), 'aws-us-east-1'],
    [aws('us-gov-west-1'), 'aws-us-gov-west-1'],
    // The BYOK guide has this pair.
    [gcp, 'google-europe-west3'],
    [azure, 'azure-westeurope'],
    [azure, 'azure-germany-westcentral'],
    [oci, 'oci-us-ashburn-1'],
  ] as const;
  for (const [key, cloudName] of fitting) expect(checkKeyFitsCloud(key, cloudName)).toBeUndefined();
});

test('an AWS key in another region does not fit', () => {
  expect(checkKeyFitsCloud(aws('eu-west-1'), 'aws-us-east-1')).toBe(
    `The service runs in "aws-us-east-1", but "${aws('eu-west-1')}" is in the region "eu-west-1". Aiven requires an AWS key in the region of the service: use a key in "us-east-1".`,
  );
  expect(checkKeyFitsCloud(aws('eu-west-1', `mrk-${'1234abcd'.repeat(4)}`), 'aws-us-east-1')).toMatch(
    /use a key in "us-east-1" or the replica of this multi-Region key there\.$/,
  );
});

test('a key of another cloud does not fit', () => {
  expect(checkKeyFitsCloud(gcp, 'aws-us-east-1')).toBe(
    `The service runs on AWS ("aws-us-east-1"), but "${gcp}" is a key of Google Cloud KMS. Use a key of the cloud in which the service runs.`,
  );
  for (const cloudName of ['azure-eastus', 'azure-uksouth', 'azure-eastasia', 'azure-westus2', 'azure-centralindia']) {
    expect(checkKeyFitsCloud(aws('us-east-1'), cloudName)).toMatch(/The service runs on Azure/);
  }
  expect(checkKeyFitsCloud(azure, 'google-asia-southeast1')).toMatch(/on Google Cloud .* a key of Azure Key Vault/);
  expect(checkKeyFitsCloud(aws('us-east-1'), 'oci-us-ashburn-1')).toMatch(/on OCI/);
});

test('unknown and custom cloud names, and unknown keys, produce no warning', () => {
  const unknown = ['', 'do-ams', 'upcloud-de-fra', 'custom-aws-us-east-1', 'aws-us-east-1-acme', 'aws-acme-prod-1'];
  for (const cloudName of [...unknown, 'google-acme', 'azure-acme', 'AWS-US-EAST-1']) {
    expect(checkKeyFitsCloud(aws('eu-west-1'), cloudName)).toBeUndefined();
  }
  expect(checkKeyFitsCloud('my-key', 'aws-us-east-1')).toBeUndefined();
  expect(checkKeyFitsCloud('arn:aws:kms:eu-west-1:1:key/x', 'aws-us-east-1')).toBeUndefined();
});
