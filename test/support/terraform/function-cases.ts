/** Random calls of the provider's functions, and what the constructs and our library return for them. */

import { AwsAccess, AzureAccess, GcpAccess, KmsKey, OciAccess, parseCmkImportId } from '../../../src';
import { checkAwsKeyPolicy, checkGcpRole, formatCmkImportId, type GcpRole } from '../../../src/aiven';
import {
  checkAwsAccountId,
  checkAwsPrincipal,
  checkGcpGroup,
  checkOciAccessTenant,
  checkOciGroup,
} from '../../../src/aiven/grants/principals';
import type { Random } from '../random';

type Cases = { readonly [name: string]: readonly (readonly string[])[] };

/** Arguments by function; about a third of them are damaged. */
export function functionCases(random: Random, count: number): Cases {
  const names = Object.keys(generators);
  const cases: { [name: string]: string[][] } = Object.fromEntries(names.map((name) => [name, []]));
  for (let index = 0; index < count; index++) {
    const name = names[index % names.length] as string;
    const args = generators[name]?.(random) ?? [];
    if (random.chance(0.3) && args.length > 0) {
      const at = random.below(args.length);
      args[at] = damaged(args[at] ?? '', random);
    }
    cases[name]?.push(args);
  }
  return cases;
}

/** The result as plain JSON values, or "fails". */
export function expectedOf(name: string, args: readonly string[]): unknown {
  try {
    return JSON.parse(JSON.stringify(expectations[name]?.(...args)));
  } catch {
    return 'fails';
  }
}

const hex = (random: Random, length: number) =>
  Array.from({ length }, () => '0123456789abcdef'[random.below(16)]).join('');
const digits = (random: Random, length: number) => Array.from({ length }, () => random.below(10)).join('');
const uuid = (random: Random) => {
  const id = [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
  return random.chance(0.2) ? id.toUpperCase() : id;
};
const word = (random: Random) => `w${hex(random, 1 + random.below(9))}`;

const role = (random: Random) =>
  `arn:${random.pick(['aws', 'aws-cn', 'aws-us-gov'])}:iam::${digits(random, 12)}:role/${word(random)}`;
const group = (random: Random) => `${word(random)}.${word(random)}@${random.pick(['aiven.io', 'example.com'])}`;
const ocid = (type: string) => (random: Random) => `ocid1.${type}.oc${1 + random.below(3)}..${hex(random, 20)}`;
const ociKey = (random: Random) =>
  `ocid1.key.oc1.${random.pick(['iad', 'eu-frankfurt-1'])}.${word(random)}.${word(random)}`;
const azureKey = (random: Random) => {
  const host = `${word(random)}${word(random)}.${random.pick(['vault.azure.net', 'managedhsm.azure.net', 'vault.azure.cn'])}`;
  return `https://${host}/keys/${word(random)}${random.chance(0.5) ? `/${hex(random, 32)}` : ''}`;
};
const gcpKey = (random: Random) => {
  const key = `projects/${word(random)}/locations/${random.pick(['europe-west1', 'global'])}/keyRings/${word(random)}/cryptoKeys/${word(random)}`;
  return random.chance(0.3) ? `${key}/cryptoKeyVersions/${1 + random.below(20)}` : key;
};
const awsKey = (random: Random) => {
  const id = random.chance(0.5) ? uuid(random) : `mrk-${hex(random, 32)}`;
  return `arn:aws:kms:${random.pick(['us-east-1', 'eu-west-3'])}:${digits(random, 12)}:key/${id}`;
};
const key = (random: Random) => random.pick([awsKey, gcpKey, ociKey, azureKey])(random);
const gcpRole = (random: Random) =>
  random.pick(['roles/cloudkms.cryptoOperator', 'roles/cloudkms.cryptoKeyEncrypterDecrypter', 'roles/owner']);

const statement = (random: Random) => ({
  ...(random.chance(0.7) ? { Sid: random.pick(['Root', 'Allow Aiven to use this key for CMK operations']) } : {}),
  Effect: random.pick(['Allow', 'Deny']),
  Principal: random.pick<unknown>(['*', { AWS: role(random) }, { Service: [word(random)] }]),
  Action: random.pick<unknown>(['kms:*', ['kms:Encrypt', 'kms:Decrypt'], 'kms:Decrypt']),
  Resource: '*',
  ...(random.chance(0.2) ? { Condition: { Bool: { 'aws:SecureTransport': 'true' } } } : {}),
});
const policy = (random: Random) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: 1 + random.below(3) }, () => statement(random)),
  });

const generators: { readonly [name: string]: (random: Random) => string[] } = {
  parse_cmk_import_id: (random) => [`${word(random)}/${uuid(random)}`],
  cmk_import_id: (random) => [word(random), uuid(random)],
  parse_key: (random) => [key(random)],
  aws_key_policy_statement: (random) => [role(random)],
  aws_key_policy: (random) => [role(random), digits(random, 12)],
  merge_key_policy: (random) => [policy(random), role(random)],
  gcp_iam_member: (random) => [group(random), ...Array.from({ length: random.below(3) }, () => gcpRole(random))],
  oci_policy_statements: (random) => [
    ocid('group')(random),
    ocid('tenancy')(random),
    ...(random.chance(0.5) ? [ociKey(random)] : []),
  ],
  azure_role: (random) => [random.chance(0.8) ? azureKey(random) : key(random)],
};

/** Removes, repeats or replaces a part. A template (`${`) is left out: to the constructs, it is a value known only at apply. */
function damaged(text: string, random: Random): string {
  const from = random.below(text.length + 1);
  const to = Math.min(text.length, from + random.below(4));
  const extra = random.pick(['', '*', '/', ' ', '"', '\\', '$', '{', '\n', 'é', '日本', '..', text.slice(from, to)]);
  return `${text.slice(0, from)}${extra}${text.slice(to)}`.normalize('NFC');
}

/** The constructs leave the checks of accessors to the data sources. */
function requireValid(...problems: (string | undefined)[]): void {
  const problem = problems.find((found) => found !== undefined);
  if (problem !== undefined) throw new Error(problem);
}

const expectations: { readonly [name: string]: (...args: string[]) => unknown } = {
  parse_cmk_import_id(id = '') {
    const { project, cmkId } = parseCmkImportId(id);
    return { project, cmk_id: cmkId };
  },
  cmk_import_id(project = '', cmkId = '') {
    const id = formatCmkImportId({ project, cmkId });
    parseCmkImportId(id);
    return id;
  },
  parse_key: (reference = '') => KmsKey.of(reference).parts,
  aws_key_policy_statement(principal = '') {
    requireValid(checkAwsPrincipal(principal));
    return new AwsAccess({ principal } as never).keyPolicyStatement;
  },
  aws_key_policy(principal = '', accountId = '') {
    requireValid(checkAwsPrincipal(principal), checkAwsAccountId(accountId));
    return new AwsAccess({ principal } as never).keyPolicy({ accountId });
  },
  merge_key_policy(text = '', principal = '') {
    requireValid(checkAwsPrincipal(principal));
    const merged = new AwsAccess({ principal } as never).mergedKeyPolicy(text);
    // The construct leaves this to KMS: parts of the policy may be known only at apply.
    requireValid(checkAwsKeyPolicy(JSON.parse(merged)));
    return merged;
  },
  gcp_iam_member(accessGroup = '', ...roles) {
    requireValid(checkGcpGroup(accessGroup), ...roles.map(checkGcpRole), roles.length > 1 ? 'two roles' : undefined);
    const access = new GcpAccess({ accessGroup } as never);
    return roles[0] === undefined ? access.iamMember : access.iamMemberFor(roles[0] as GcpRole);
  },
  oci_policy_statements(accessGroup = '', accessTenant = '', keyId = undefined as unknown as string) {
    requireValid(checkOciGroup(accessGroup), checkOciAccessTenant(accessTenant));
    const access = new OciAccess({ accessGroup, accessTenant } as never);
    return access.policyStatements(keyId === undefined ? {} : { keyId: KmsKey.oci(keyId).keyReference });
  },
  azure_role(keyUrl = '') {
    const isHsm = /^https:\/\/[^/]*\.managedhsm\./i.test(KmsKey.azure(keyUrl).keyReference);
    return isHsm ? 'Managed HSM Crypto User' : new AzureAccess({} as never).roleAssignment(vault).roleDefinitionName;
  },
};

const vault = {
  principalId: '00000000-0000-0000-0000-000000000001',
  scope:
    '/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme',
};
