import fc from 'fast-check';
import { type Cloud, checkKeyReference, cloudOf, clouds, parseKeyReference } from '../../../src/aiven';
import { keyReferenceFormats, longestKeyReference } from '../../../src/aiven/keys/key-reference';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const repeatable = `(FC_SEED=${seed})`;

const uuid = '1234abcd-12ab-34cd-56ef-1234567890ab';
const mrk = 'mrk-1234abcd12ab34cd56ef1234567890ab';
const gcp = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders';
const azureVersion = '0123456789abcdef0123456789abcdef';

const good: [Cloud, string][] = [
  ['aws', `arn:aws:kms:us-east-1:123456789012:key/${uuid}`],
  ['aws', `arn:aws:kms:us-east-1:123456789012:key/${mrk}`],
  ['aws', `arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/${uuid}`],
  ['aws', `arn:aws-cn:kms:cn-north-1:123456789012:key/${uuid}`],
  ['aws', `arn:aws-iso:kms:us-iso-east-1:123456789012:key/${uuid}`],
  ['aws', `arn:aws-iso-b:kms:us-isob-east-1:123456789012:key/${mrk}`],
  ['aws', `arn:aws-iso-e:kms:eu-isoe-west-1:123456789012:key/${uuid}`],
  ['aws', `arn:aws-iso-f:kms:us-isof-south-1:123456789012:key/${uuid}`],
  ['aws', `arn:aws-eusc:kms:eusc-de-east-1:123456789012:key/${uuid}`],
  ['gcp', gcp],
  ['gcp', `${gcp}/cryptoKeyVersions/12`],
  ['gcp', 'projects/example.com:acme/locations/global/keyRings/ring_1/cryptoKeys/key-1'],
  ['gcp', 'projects/123456789012/locations/eur4/keyRings/R/cryptoKeys/K'],
  ['oci', 'ocid1.key.oc1.iad.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  ['oci', 'ocid1.key.oc1.eu-frankfurt-1.bbpxzzzaaaaa.abtheljtabcdefghijklm'],
  ['oci', 'ocid1.key.oc19.eu-frankfurt-2.bbpxzzzaaaaa.abtheljtabcdefghijklm'],
  ['azure', 'https://acme.vault.azure.net/keys/orders'],
  ['azure', `https://acme.vault.azure.net/keys/orders/${azureVersion}`],
  ['azure', 'https://acme.vault.usgovcloudapi.net/keys/orders'],
  ['azure', 'https://acme.vault.azure.cn/keys/orders'],
  ['azure', `https://acme-hsm.managedhsm.azure.net/keys/orders/${azureVersion}`],
];

describe('a valid key reference', () => {
  test.each(good)('%s: %s is accepted', (cloud, text) => {
    expect(checkKeyReference(cloud, text)).toBeUndefined();
    expect(cloudOf(text)).toBe(cloud);
    expect(parseKeyReference(text).cloud).toBe(cloud);
  });

  test('is parsed into its parts', () => {
    expect(parseKeyReference(`arn:aws:kms:us-east-1:123456789012:key/${mrk}`)).toEqual({
      cloud: 'aws',
      partition: 'aws',
      region: 'us-east-1',
      accountId: '123456789012',
      keyId: mrk,
      multiRegion: true,
    });
    expect(parseKeyReference('ocid1.key.oc1.iad.vault.unique')).toEqual({
      cloud: 'oci',
      realm: 'oc1',
      region: 'iad',
      uniqueId: 'vault.unique',
    });
  });

  test('pins a version or not', () => {
    expect(parseKeyReference(gcp)).toMatchObject({ version: null });
    expect(parseKeyReference(`${gcp}/cryptoKeyVersions/12`)).toMatchObject({ version: '12', key: 'orders' });
    expect(parseKeyReference('https://acme-hsm.managedhsm.azure.net/keys/orders')).toMatchObject({
      managedHsm: true,
      version: null,
    });
  });
});

const bad: [Cloud, string, RegExp][] = [
  ['aws', 'arn:aws:kms:us-east-1:123456789012:alias/orders', /alias.*ARN of the key itself/],
  ['aws', `arn:aws:s3:us-east-1:123456789012:key/${uuid}`, /of the AWS service "s3"/],
  ['aws', `arn:azure:kms:us-east-1:123456789012:key/${uuid}`, /unknown partition "azure" \(known: "aws"/],
  ['aws', `arn:aws:kms::123456789012:key/${uuid}`, /invalid AWS region ""/],
  ['aws', `arn:aws:kms:us-east-1:12345678901:key/${uuid}`, /account ID "12345678901", which is not 12 digits/],
  ['aws', `arn:aws:kms:us-east-1:123456789012:key/${uuid}0`, /neither a UUID nor/],
  ['aws', 'arn:aws:kms:us-east-1:123456789012:key/mrk-123', /neither a UUID nor/],
  ['aws', `arn:aws:kms:us-east-1:123456789012:${uuid}`, /no "key\/" after the account ID/],
  ['aws', `arn:aws:kms:us-east-1:123456789012:key/${uuid}:1`, /is not the ARN/],
  ['aws', uuid, /is not the ARN of an AWS KMS key/],
  ['gcp', 'projects/acme/locations/europe-west1/keyRings/aiven', /ends before "cryptoKeys\/<key>"/],
  ['gcp', `${gcp}/cryptoKeyVersions/latest`, /invalid version "latest"/],
  ['gcp', `${gcp}/cryptoKeyVersions`, /invalid version ""/],
  ['gcp', `${gcp}/versions/1`, /has "versions" in place of "cryptoKeyVersions"/],
  ['gcp', `${gcp}/cryptoKeyVersions/1/x`, /more segments after the version/],
  ['gcp', `//cloudkms.googleapis.com/${gcp}`, /remove everything before "projects\/"/],
  ['gcp', 'projects/acme/locations/europe-west1/keyRings/a b/cryptoKeys/c', /contains whitespace/],
  ['oci', 'ocid1.vault.oc1.iad.abc', /of type "vault"/],
  ['oci', 'ocid1.keyversion.oc1.iad.abc', /OCID of a key version/],
  ['oci', 'ocid1.key.oc1..abc', /invalid region ""/],
  ['oci', 'ocid1.key.oc1.iad', /ends before the unique ID/],
  ['oci', 'ocid1.key.commercial.iad.abc', /invalid realm "commercial"/],
  ['oci', 'ocid1.key.oc1.iad.a/b', /unique ID "a\/b"/],
  ['azure', 'http://acme.vault.azure.net/keys/orders', /does not start with "https:/],
  ['azure', 'https://acme.vault.azure.net/secrets/orders', /has "secrets" in place of "keys"/],
  ['azure', 'https://acme.vault.azure.net/keys/', /invalid key name ""/],
  ['azure', 'https://acme.vault.azure.net/keys/orders/1', /not 32 hexadecimal digits/],
  ['azure', `https://acme.vault.azure.net/keys/orders/${azureVersion}/x`, /more segments/],
  ['azure', 'https://vault.azure.net.example.com/keys/orders', /no key vault/],
  ['azure', '/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/keys/k', /Resource Manager/],
  ['aws', '', /is empty/],
  ['gcp', '   ', /is empty/],
];

describe('an invalid key reference', () => {
  test.each(bad)('%s: rejects %j with the value and the expected format', (cloud, text, message) => {
    const sentence = checkKeyReference(cloud, text);
    expect(sentence).toMatch(message);
    expect(sentence).toContain(`expected "${keyReferenceFormats[cloud]}"`);
    if (text.trim()) expect(sentence).toContain(JSON.stringify(text));
  });

  test('of another cloud is reported with both clouds', () => {
    for (const cloud of clouds) {
      for (const [actual, text] of good) {
        if (actual === cloud) continue;
        expect(checkKeyReference(cloud, text)).toMatch(new RegExp(`\\(${actual}\\), not of .* \\(${cloud}\\)`));
      }
    }
  });

  test('of no cloud is reported with all formats', () => {
    expect(() => parseKeyReference('my-key')).toThrow(
      /"my-key" is not a key reference of any supported cloud.*\(aws\).*\(oci\)/,
    );
    expect(checkKeyReference('ibm', 'my-key')).toMatch(/"ibm" is not a cloud.*"aws", "azure", "gcp", "oci"/);
  });

  test('has at most 512 characters', () => {
    const longest = `ocid1.key.oc1.iad.${'a'.repeat(longestKeyReference - 18)}`;
    expect(longest).toHaveLength(512);
    expect(checkKeyReference('oci', longest)).toBeUndefined();
    expect(checkKeyReference('oci', `${longest}a`)).toMatch(/has 513 characters; .* at most 512/);
  });
});

test(`any text is either a valid key of the cloud or rejected with a one-line message ${repeatable}`, () => {
  const words = fc.constantFrom(
    'arn:',
    'aws',
    ':kms:',
    'key/',
    'projects/',
    '/keyRings/',
    'ocid1.key.',
    uuid,
    mrk,
    gcp,
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(words, fc.string()), { maxLength: 8 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(fc.constantFrom(...clouds), text, (cloud, value) => {
      const sentence = checkKeyReference(cloud, value);
      if (sentence === undefined) expect(parseKeyReference(value).cloud).toBe(cloud);
      else expect(sentence).toMatch(/^[^\n]+\.$/);
    }),
    { seed, numRuns: 2000 },
  );
});

test(`one changed character never turns a key into a key of another cloud ${repeatable}`, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...good),
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 1 }),
      ([cloud, text], at, c) => {
        const place = at % text.length;
        const changed = text.slice(0, place) + c + text.slice(place + 1);
        for (const other of clouds) {
          if (other !== cloud) expect(checkKeyReference(other, changed)).toBeDefined();
        }
      },
    ),
    { seed, numRuns: 2000 },
  );
});
