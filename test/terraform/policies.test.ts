/** Every block of docs/policies.md, in an account that passes and in one that fails with its message. */

import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CmkSeed, ServiceSeed } from '../../src/emulator';
import { keys, withAiven } from '../support/emulator/aiven';
import { testWith } from '../support/terraform/binary';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/policies.md'), 'utf8');
const policies = new Map(
  [...page.matchAll(/<!-- policy: ([\w-]+) -->\n```hcl\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => [
    name,
    code,
  ]),
);

const cmkId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const awsKey = 'arn:aws:kms:eu-west-1:123456789012:key/1b671a64-40d5-491e-99b0-da01ff1f3341';
const today = new Date().toISOString();
const cmk = (more: Partial<CmkSeed> = {}): CmkSeed => ({
  id: cmkId,
  provider: 'aws',
  resource: awsKey,
  default_cmk: true,
  status: 'current',
  created_at: today,
  ...more,
});
const service = (more: Partial<ServiceSeed> = {}): ServiceSeed => ({
  service_name: 'legacy',
  service_type: 'pg',
  plan: 'startup-4',
  cloud: 'aws-eu-west-1',
  cmk_id: cmkId,
  ...more,
});
const sandbox = service({ service_name: 'sandbox', cmk_id: null });

interface Account {
  readonly cmks?: CmkSeed[];
  readonly services?: ServiceSeed[];
  readonly variables?: readonly string[];
}
interface Case {
  readonly passes: Account;
  readonly fails: readonly (Account & { readonly message: string })[];
  /** Whether a violation stops the plan. */
  readonly isError: boolean;
}

const old = cmk({ created_at: '2020-02-03T04:05:06Z' });
const good = { cmks: [cmk()], services: [service()] };

const cases: { readonly [policy: string]: Case } = {
  module: {
    isError: true,
    passes: { cmks: [cmk()], services: [service(), sandbox] },
    fails: [
      {
        services: [service({ cmk_id: null })],
        message: 'Services without a customer managed key: acme-prod/legacy.',
      },
      {
        cmks: [old],
        services: [service()],
        message: `Keys in use for more than 365 days: acme-prod/${cmkId} (registered 2020-02-03).`,
      },
      {
        cmks: [cmk()],
        services: [service({ cloud: 'aws-us-east-1' })],
        message: 'Services and keys in different regions: acme-prod/legacy in aws-us-east-1, key in eu-west-1.',
      },
    ],
  },
  'check-services': {
    isError: false,
    passes: good,
    fails: [{ cmks: [cmk()], services: [service(), sandbox], message: 'Services with Aiven-managed keys: sandbox.' }],
  },
  'check-age': {
    isError: false,
    passes: good,
    fails: [{ cmks: [old], message: `Keys that were registered more than a year ago: ${cmkId}.` }],
  },
  'precondition-region': {
    isError: true,
    passes: good,
    fails: [
      {
        ...good,
        variables: ['cloud_name=aws-us-east-1'],
        message: 'The default key is in eu-west-1, the service in aws-us-east-1.',
      },
    ],
  },
  validation: {
    isError: true,
    passes: {},
    fails: [{ variables: [`kms_key=${keys.gcp}`], message: 'The KMS key must be in the account 123456789012.' }],
  },
  postcondition: {
    isError: true,
    passes: good,
    fails: [{ services: [service({ cmk_id: null })], message: 'Service legacy is not encrypted with a current key.' }],
  },
};

test('every block of the page has an account that passes and one that fails', () => {
  expect([...policies.keys()]).toEqual(Object.keys(cases));
});

async function planOf(code: string, { cmks = [], services = [], variables = [] }: Account) {
  const emulator = { seed: { projects: [{ name: 'acme-prod', cmks, services }] } };
  return withAiven({ files: code, emulator }, async (tf) => {
    if (code.includes('module ')) {
      cpSync(join(root, 'examples/require-cmk'), join(tf.folder, 'require-cmk'), { recursive: true });
      await tf.run(['get', '-no-color']);
    }
    return tf.plan(
      variables.map((variable) => `-var=${variable}`),
      { mayFail: true },
    );
  });
}

for (const [name, { passes, fails, isError }] of Object.entries(cases)) {
  const code = policies.get(name) ?? '';
  const callsFunctions = /provider::|module "/.test(code);
  (callsFunctions ? testWith('provider functions') : test)(`${name} passes, and fails with its message`, async () => {
    const passed = await planOf(code, passes);
    expect([0, 2]).toContain(passed.code);
    expect(passed.text).not.toMatch(/Check block assertion failed|Error:/);
    for (const { message, ...account } of fails) {
      const failed = await planOf(code, account);
      expect(failed.text).toContain(message);
      expect(failed.code === 1).toBe(isError);
    }
  });
}

testWith('provider functions')(
  'without enforcement, the module warns about each rule and the plan continues',
  async () => {
    const code = (policies.get('module') ?? '').replace('projects ', 'enforce = false\n  projects ');
    const services = [service({ cloud: 'aws-us-east-1' }), service({ service_name: 'plain', cmk_id: null })];
    const { code: exitCode, text } = await planOf(code, { cmks: [old], services });
    expect(exitCode).toBe(0);
    for (const message of ['acme-prod/plain.', '(registered 2020-02-03).', 'acme-prod/legacy in aws-us-east-1']) {
      expect(text).toContain(message);
    }
    expect(text.match(/Check block assertion failed/g)).toHaveLength(3);
  },
);
