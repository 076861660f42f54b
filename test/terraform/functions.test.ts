/** The provider's functions in the real Terraform: without a token (which OpenTofu needs), the beta flag or a network. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AwsAccess, GcpAccess, KmsKey, OciAccess } from '../../src';
import { Random } from '../support/random';
import { isTofu, testWith } from '../support/terraform/binary';
import { expectedOf, functionCases } from '../support/terraform/function-cases';
import { withTerraform } from '../support/terraform/terraform';

const examples = resolve(__dirname, '../../examples/functions');
const testFunctions = testWith('provider functions');
/** OpenTofu configures the provider before it calls a function. */
const env = isTofu() ? { AIVEN_TOKEN: 'unused' } : {};
const principal = 'arn:aws:iam::999999999999:role/aiven-cmk-anchor';

testFunctions('every example plans, and shows what the constructs return', async () => {
  const names = readdirSync(examples);
  const files = names.map((name) => [`${name}.tf`, readFileSync(join(examples, name, 'function.tf'), 'utf8')]);
  await withTerraform({ files: Object.fromEntries(files), env }, async (tf) => {
    await tf.plan();
    const { planned_values: planned } = (await tf.showPlan()) as unknown as {
      planned_values: { outputs: { [name: string]: { value: unknown } } };
    };
    const outputs = Object.fromEntries(Object.entries(planned.outputs).map(([name, { value }]) => [name, value]));
    const aws = new AwsAccess({ principal } as never);
    const gcp = new GcpAccess({
      accessGroup: 'access.example.12345678-1234-1234-1234-123456789abc@aiven.io',
    } as never);
    const oci = new OciAccess({
      accessGroup: 'ocid1.group.oc1..aaaaaaaaabcdefghijklmnop',
      accessTenant: 'ocid1.tenancy.oc1..aaaaaaaaabcdefghijklmnop',
    } as never);
    const policy = aws.keyPolicy({ accountId: '210987654321' });
    expect(outputs).toEqual({
      project_of_imported_key: 'acme-prod',
      import_id: 'acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341',
      kms_key: KmsKey.of('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders').parts,
      own_key_policy: expect.any(String),
      key_policy: policy,
      merged_key_policy: expect.any(String),
      gcp_grant: gcp.iamMember,
      gcp_grant_of_the_other_role: { member: gcp.member, role: 'roles/cloudkms.cryptoOperator' },
      oci_statements: oci.policyStatements(),
      oci_statements_for_one_key: oci.policyStatements({
        keyId: 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890',
      }),
      azure_role: 'Key Vault Crypto User',
    });
    for (const name of ['own_key_policy', 'merged_key_policy']) {
      expect(JSON.parse(String(outputs[name]))).toEqual(JSON.parse(policy));
    }
    // Nothing is configured, so a token would be missing by now.
    expect(names).toHaveLength(9);
  });
});

testFunctions('functions work in locals, validations and preconditions; an error names the argument', async () => {
  const files = `
variable "key" {
  type = string
  validation {
    condition     = provider::aiven::parse_key(var.key).region == "europe-west1"
    error_message = "The key must be in europe-west1."
  }
}
locals {
  key    = provider::aiven::parse_key(var.key)
  later  = provider::aiven::cmk_import_id("acme", terraform_data.later.output)
}
resource "terraform_data" "later" {
  input = "1b671a64-40d5-491e-99b0-da01ff1f3341"
  lifecycle {
    precondition {
      condition     = local.key.owner != "secret-project"
      error_message = "Not this project."
    }
  }
}
output "later" {
  value = local.later
}
`;
  const keyIn = (project: string, location: string) =>
    `-var=key=projects/${project}/locations/${location}/keyRings/ring/cryptoKeys/key`;
  await withTerraform({ files, env }, async (tf) => {
    expect((await tf.plan([keyIn('acme', 'europe-west1')])).stdout).toContain('+ later = (known after apply)');
    const refused = async (...args: string[]) => (await tf.plan(args, { mayFail: true })).text;
    expect(await refused(keyIn('acme', 'us-east1'))).toContain('The key must be in europe-west1.');
    expect(await refused(keyIn('secret-project', 'europe-west1'))).toContain('Not this project.');
    const wrong = await refused('-var=key=orders');
    expect(wrong).toContain('while calling provider::aiven::parse_key(reference)');
    expect(wrong).toContain(
      'Invalid value for "reference" parameter: "orders" is not a key reference of any supported',
    );
    expect(wrong).not.toContain('..');

    await tf.write(`
output "second" {
  value = provider::aiven::cmk_import_id("acme", "acme/1b671a64-40d5-491e-99b0-da01ff1f3341")
}
output "third" {
  value = provider::aiven::gcp_iam_member("group@aiven.io", "roles/cloudkms.cryptoOperator", "roles/cloudkms.cryptoOperator")
}
output "null" {
  value = provider::aiven::azure_role(null)
}
`);
    const { valid, diagnostics } = JSON.parse((await tf.run(['validate', '-json'], { mayFail: true })).stdout);
    expect(valid).toBe(false);
    const errors = diagnostics.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(errors.map(({ detail }: { detail: string }) => detail).sort()).toEqual([
      expect.stringMatching(/^Invalid value for "cmk_id" parameter: .* use the attribute \.cmk_id instead of \.id\.$/),
      'Invalid value for "key_url" parameter: argument must not be null.',
      'Invalid value for "role" parameter: Expected at most one role, got 2.',
    ]);
  });
});

testFunctions('the schema as JSON lists the functions with their parameters and return types', async () => {
  await withTerraform({ files: '' }, async (tf) => {
    const { provider_schemas: schemas } = JSON.parse((await tf.run(['providers', 'schema', '-json'])).stdout);
    const { functions } = schemas['npm.invalid/aiven-byok/aiven'];
    expect(Object.keys(functions).sort()).toEqual(readdirSync(examples).sort());
    expect(functions.gcp_iam_member).toEqual({
      summary: expect.stringContaining('Google Cloud KMS'),
      description: expect.stringContaining('google_kms_crypto_key_iam_member'),
      return_type: ['object', { member: 'string', role: 'string' }],
      parameters: [{ name: 'access_group', type: 'string', description: expect.stringContaining('group') }],
      variadic_parameter: { name: 'role', type: 'string', description: expect.stringContaining('At most one role') },
    });
  });
});

testFunctions('terraform test runs functions and mocked resources of the provider, without a token', async () => {
  const files = {
    'main.tf': `
variable "kms_key" {
  type = string
}
resource "aiven_cmk" "orders" {
  project      = "acme"
  cmk_provider = provider::aiven::parse_key(var.kms_key).cloud
  resource     = var.kms_key
}
data "aiven_cmk_accessor_aws" "acme" {
  project = "acme"
}
output "import_id" {
  value = provider::aiven::cmk_import_id("acme", aiven_cmk.orders.cmk_id)
}
output "policy" {
  value = provider::aiven::aws_key_policy(data.aiven_cmk_accessor_aws.acme.principal, "210987654321")
}
`,
    'orders.tftest.hcl': `
mock_provider "aiven" {
  mock_resource "aiven_cmk" {
    defaults = {
      cmk_id = "1B671A64-40D5-491E-99B0-DA01FF1F3341"
    }
  }
  mock_data "aiven_cmk_accessor_aws" {
    defaults = {
      principal = "${principal}"
    }
  }
}
variables {
  kms_key = "arn:aws:kms:us-east-1:210987654321:key/1b671a64-40d5-491e-99b0-da01ff1f3341"
}
run "registers_the_key" {
  assert {
    condition     = output.import_id == "acme/1b671a64-40d5-491e-99b0-da01ff1f3341"
    error_message = "got \${output.import_id}"
  }
  assert {
    condition     = jsondecode(output.policy).Statement[1].Principal.AWS == "${principal}"
    error_message = "got \${output.policy}"
  }
}
`,
  };
  await withTerraform({ files, env }, async (tf) => {
    expect((await tf.run(['test', '-no-color'])).text).toContain('Success! 1 passed, 0 failed.');
  });
});

const calls = Number(process.env.FUNCTIONS_CALLS ?? 1000);

testWith('a console that calls provider functions')(
  `${calls} random calls return what the constructs return, or fail where they fail`,
  async () => {
    const seed = Number(process.env.FUNCTIONS_SEED ?? Date.now() % 2 ** 31);
    console.log(`FUNCTIONS_SEED=${seed}`);
    const cases = functionCases(new Random(seed), calls);
    const files = {
      'main.tf': 'locals {\n  cases = jsondecode(file("cases.json"))\n}\n',
      'cases.json': JSON.stringify(cases),
    };
    const called = Object.keys(cases);
    const expressions = called.map(
      (name) =>
        `${name} = [for args in local.cases.${name} : try(jsonencode(provider::aiven::${name}(args...)), "fails")]`,
    );
    await withTerraform({ files, env }, async (tf) => {
      const { stdout } = await tf.run(['console'], {
        input: `base64encode(jsonencode({ ${expressions.join(', ')} }))`,
      });
      const results = JSON.parse(Buffer.from(stdout, 'base64').toString()) as { [name: string]: string[] };
      const wrong = called.flatMap((name) =>
        (cases[name] ?? []).flatMap((args, index) => {
          const text = results[name]?.[index] ?? 'missing';
          const actual = text === 'fails' ? text : JSON.parse(text);
          const expected = expectedOf(name, args);
          return JSON.stringify(actual) === JSON.stringify(expected) || isEqual(actual, expected)
            ? []
            : [{ name, args, actual, expected }];
        }),
      );
      expect({ seed, wrong: wrong.slice(0, 5) }).toEqual({ seed, wrong: [] });
    });
  },
);

/** Terraform sorts the attributes of an object. */
function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => isEqual((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]))
  );
}
