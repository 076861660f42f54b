/** Accessors, policies and statements of the BYOK guide (docs/internals/api.md#sources), and hostile names. */
import fc from 'fast-check';
import type { Accessors } from '../../../src/aiven';

export const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
export const repeatable = `(FC_SEED=${seed})`;

/** "List CMK accessors", under our names. The guide has none for Azure. */
export const accessors = {
  aws: { principal: 'arn:aws:iam::999999999999:role/aiven-cmk-anchor' },
  azure: { appId: '0f5a7c3e-52c1-4c1e-9d6c-1b2f3a4d5e6f' },
  gcp: { accessGroup: 'access.example.12345678-1234-1234-1234-123456789abc@aiven.io' },
  oci: { accessGroup: 'ocid1.group.oc1..abcdABCD....', accessTenant: 'ocid1.tenancy.oc1..abcdABCD....' },
} satisfies Accessors;

/** "Step 3: Grant Aiven access via the key policy", first example. */
export const specificationStatement = `{
"Sid": "Allow Aiven to use this key for CMK operations",
"Effect": "Allow",
"Principal": {
"AWS": "<aiven-role-arn>"
},
"Action": [
"kms:Encrypt",
"kms:Decrypt"
],
"Resource": "*"
}`;

/** The same chapter, second example. */
export const specificationPolicy = `{
"Version": "2012-10-17",
"Statement": [
{
"Sid": "Enable IAM policies for key management",
"Effect": "Allow",
"Principal": {
"AWS": "arn:aws:iam::<your-account-id>:root"
},
"Action": "kms:*",
"Resource": "*"
},
${specificationStatement}
]
}`;

/** "Create cross-tenancy IAM policies": the value of --statements in both examples, as the shell hands it on. */
export const specificationStatements = `[
"define tenancy AT as <aiven-tenancy-ocid>",
"define group AG as <aiven-cmk-group-ocid>",
"admit group AG of tenancy AT to use keys in tenancy"
]`;
export const specificationStatementsForOneKey = `[
"define tenancy AT as <aiven-tenancy-ocid>",
"define group AG as <aiven-cmk-group-ocid>",
"admit group AG of tenancy AT to use keys in tenancy where target.key.id = \\"<key-ocid>\\""
]`;

const awkward = [
  ...["'", '"', '`', '\\', '$', '$(id)', '`id`', `\${HOME}`, '!', '!!', '\n', '\r\n', '\t', ' ', ''],
  ...['-', '--', '-rf', '~', '*', '?', '[a]', '{a,b}', '#', ';', '&', '|', '<', '>', '(', ')', '=', '%', '^', ':', '@'],
  ...['é', 'ключ', '🔑', '\u202e', '\u001b[2J', '\u0001', '\u007f'],
];

/** Any one character: as fast-check's unit `binary`, which would fill a table of all of them each time this file is loaded. */
const character = fc.nat(0x10ffff - 0x800).map(
  (index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800),
  (text) => {
    const [point, ...more] = typeof text === 'string' ? [...text].map((part) => part.codePointAt(0) ?? 0) : [];
    if (point === undefined || more.length > 0 || (point >= 0xd800 && point < 0xe000)) {
      throw new Error('not a character');
    }
    return point < 0xd800 ? point : point - 0x800;
  },
);

/** Hostile names, with every character except NUL, which no argument can contain. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...awkward),
  fc.array(fc.constantFrom(...awkward), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: character, maxLength: 40 }).map((text) => text.replaceAll('\0', '')),
);

/** Hostile names that a grant accepts as a principal. */
export const hostilePrincipal = hostileName.filter((name) => name.trim() !== '' && !name.includes('*'));

/** Twelve cases at a time, for tests that start one shell for all of them. */
export function dozensOf<T>(cases: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(cases, { minLength: 12, maxLength: 12 });
}
