/** Settings of any shape in `cdk.tf.json` and `cdk.tf`. Terraform reads both in test/terraform/user-config-values.test.ts. */

import { App, Fn, TerraformStack, TerraformVariable } from 'cdktf';
import { AivenProvider, Encryption, Service, ServiceType } from '../../../src';
import { pg } from '../../../src/constructs/l1';
import { temporaryFolder } from '../../support/temporary';
import { expression, newStack, onlyResource, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1', AIVEN_TOKEN: 'unused', SYNTH_HCL_OUTPUT: undefined });

const base = { project: 'acme-prod', serviceName: 'orders', plan: 'startup-4' };
type Settings = { readonly [setting: string]: unknown };

function service(stack: TerraformStack, userConfig: Settings, secretUserConfig?: Settings): Service {
  new AivenProvider(stack, 'aiven');
  const encryption = Encryption.aivenManaged();
  return new Service(stack, 'orders', {
    ...base,
    serviceType: ServiceType.PG,
    encryption,
    userConfig,
    secretUserConfig,
  });
}

/** The HCL of the stack that `build` fills, with single spaces. */
function hclOf(build: (stack: TerraformStack) => void): string {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder(), hclOutput: true }), 'byok');
  build(stack);
  return (stack.toHclTerraform() as { hcl: string }).hcl.replace(/\s+/g, ' ');
}

test('HCL keeps lists, nulls, numbers and digits in texts, and escapes texts', () => {
  const userConfig = {
    list: ['a', 1, null, []],
    n: null,
    digits: '12',
    number: 1.5,
    on: true,
    empty: {},
    for: 1,
    'a.b "c"': 'x\\\n',
  };
  expect(hclOf((stack) => service(stack, userConfig))).toContain(
    'user_config = { list = ["a", 1, null, []] n = null digits = "12" number = 1.5 on = true empty = {} "for" = 1 "a.b \\"c\\"" = "x\\\\\\u000a" }',
  );
});

test('HCL keeps references and templates, in secrets too', () => {
  const host = expression('var.host');
  const hcl = hclOf((stack) => {
    const variable = new TerraformVariable(stack, 'host', { type: 'string' });
    const value = variable.stringValue;
    service(
      stack,
      { whole: value, part: `"${value}":5432`, call: Fn.join(',', ['}', value]), text: '$${a} 100%%{' },
      { admin_password: value },
    );
  });
  expect(hcl).toContain(`whole = "${host}" part = "\\"${host}\\":5432"`);
  expect(hcl).toContain(`call = "${expression('join(",", ["}", var.host])')}" text = "$${expression('a')} 100%%{"`);
  expect(hcl).toContain(`secret_user_config = { admin_password = "${host}" }`);
});

test('HCL keeps the settings of an L1 construct', () => {
  const hcl = hclOf((stack) => {
    new AivenProvider(stack, 'aiven');
    new pg.Pg(stack, 'orders', { ...base, userConfig: { ip_filter: ['10.0.0.0/8'] } });
  });
  expect(hcl).toContain('user_config = { ip_filter = ["10.0.0.0/8"] }');
});

test('a bigint is written with all its digits', () => {
  const stack = newStack();
  service(stack, { kafka: { log_retention_bytes: 9223372036854775807n } });
  expect(onlyResource(stack, 'aiven_pg').user_config).toEqual({
    kafka: { log_retention_bytes: `\${9223372036854775807}` },
  });
});

test('HCL refuses overrides of a setting, and templates without an end', () => {
  expect(() => hclOf((stack) => service(stack, { a: 1 }).resource.addOverride('user_config.b', 2))).toThrow(
    'The override "user_config.b" cannot be written as HCL. Set userConfig instead, or synthesize JSON.',
  );
  expect(() => hclOf((stack) => service(stack, { a: `x \${y` }))).toThrow('has no end; write "$${" for the text.');
});
