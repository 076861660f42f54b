import { App, type TerraformStack, TerraformVariable } from 'cdktf';
import {
  AivenProvider,
  CmkAccessors,
  CustomerManagedKey,
  Encryption,
  type ICustomerManagedKey,
  KmsKey,
  Service,
  ServiceType,
} from '../../../src';
import { Cmk } from '../../../src/constructs/l1/cmk';
import { DataAivenCmks } from '../../../src/constructs/l1/data-aiven-cmks';
import { Pg } from '../../../src/constructs/l1/pg';
import { AivenProvider as GeneratedProvider } from '../../../src/constructs/l1/provider';
import { OfficialProvider, OfficialService } from '../../support/terraform/official';
import { newStack, onlyResource, problems, synth, useEnvironment } from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.azure('https://acme.vault.azure.net/keys/orders');
const l1 = { project, cmkProvider: kmsKey.cloud, resource: kmsKey.keyReference };
const pg = { project, serviceName: 'orders', plan: 'startup-4' };

const problemsOf = (stack: TerraformStack) => problems(App.of(stack));

test('reports several providers of the same rank', () => {
  const stack = newStack();
  for (const alias of ['eu', 'us']) new AivenProvider(stack, alias, { alias });
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  expect(problemsOf(stack)).toEqual([
    '[byok/orders] The stack has 2 AivenProviders, at "byok/eu", "byok/us"; set provider to one of them.',
  ]);
});

test('reports two sources with the same local name', () => {
  const stack = newStack();
  new OfficialProvider(stack, 'official');
  new AivenProvider(stack, 'ours');
  expect(problemsOf(stack)).toEqual([
    '[byok/ours] The local name "aiven" is used for the provider "npm.invalid/aiven-byok/aiven" here and for "aiven/aiven" at "byok/official"; give one of them another local name, such as localName: "aiven-byok".',
  ]);
});

test('reports two such providers only once', () => {
  const stack = newStack();
  new OfficialProvider(stack, 'official');
  new AivenProvider(stack, 'ours');
  new Pg(stack, 'pg', pg);
  new CustomerManagedKey(stack, 'key', { project, kmsKey });
  expect(problemsOf(stack)).toEqual([expect.stringContaining('[byok/ours] The local name "aiven" is used for')]);
});

test('reports a construct without any provider', () => {
  const stack = newStack();
  new CustomerManagedKey(stack, 'key', { project, kmsKey });
  new Pg(stack, 'pg', pg);
  const message = `The stack "byok" has no AivenProvider; add: new AivenProvider(stack, 'aiven').`;
  expect(problemsOf(stack)).toEqual(expect.arrayContaining([`[byok/key] ${message}`, `[byok/pg] ${message}`]));
});

test('does not use a provider of another stack', () => {
  const stack = newStack();
  new CustomerManagedKey(stack, 'orders', { project, kmsKey });
  new AivenProvider(newStack('other', App.of(stack)), 'aiven');
  expect(problemsOf(stack)).toContain(
    '[byok/orders] The stack "byok" has no AivenProvider; add: new AivenProvider(stack, \'aiven\').',
  );
});

describe('with only the official provider', () => {
  test('reports our constructs, L2 and L1', () => {
    const stack = newStack();
    new OfficialProvider(stack, 'official');
    new CustomerManagedKey(stack, 'key', { project, kmsKey });
    new Service(stack, 'service', { ...pg, serviceType: ServiceType.PG, encryption: Encryption.aivenManaged() });
    new Pg(stack, 'pg', pg);
    new DataAivenCmks(stack, 'keys', { project });
    const add = "new AivenProvider(stack, 'aiven-byok', { localName: 'aiven-byok' })";
    const none = `The stack "byok" has no AivenProvider; add: ${add}.`;
    const unintended = `The provider is not set, so Terraform would use "byok/official", which is "aiven/aiven"; add ${add} and set provider to it.`;
    expect(problemsOf(stack)).toEqual([
      `[byok/key] ${none}`,
      `[byok/service] ${none}`,
      `[byok/pg] ${unintended}`,
      `[byok/keys] ${unintended}`,
    ]);
  });

  test('does not report its own constructs', () => {
    const stack = newStack();
    new OfficialProvider(stack, 'official');
    new OfficialService(stack, 'kafka', { project, serviceName: 'events' });
    expect(problemsOf(stack)).toEqual([]);
  });

  test('accepts it as an explicit provider, except for what it lacks', () => {
    const stack = newStack();
    const provider = new OfficialProvider(stack, 'official');
    new Pg(stack, 'pg', { ...pg, provider });
    new DataAivenCmks(stack, 'keys', { project, provider });
    expect(problemsOf(stack)).toEqual([
      '[byok/keys] The provider "aiven/aiven" at "byok/official" has no data source aiven_cmks; use this package\'s own provider, an AivenProvider without source.',
    ]);
  });
});

describe('what a key creates uses the provider of the key:', () => {
  const objects = (stack: TerraformStack) =>
    ['aiven_cmk_service_association', 'aiven_pg'].map((type) => onlyResource(stack, type));

  function protectAll(stack: TerraformStack, key: ICustomerManagedKey): void {
    key.protect('events');
    new Service(stack, 'pg', { ...pg, serviceType: ServiceType.PG, encryption: Encryption.customerManaged(key) });
  }

  test('an alias, also of a key that is looked up', () => {
    for (const isLookup of [false, true]) {
      const stack = newStack();
      new AivenProvider(stack, 'one', { alias: 'one' });
      const provider = new AivenProvider(stack, 'two', { alias: 'two' });
      const key = isLookup
        ? CustomerManagedKey.lookup(stack, 'key', { project, defaultCmk: true, provider })
        : new CustomerManagedKey(stack, 'key', { project, kmsKey, provider });
      protectAll(stack, key);
      expect(problemsOf(stack)).toEqual([]);
      for (const object of objects(stack)) expect(object.provider).toBe('aiven.two');
    }
  });

  test('an alias that is set on the resource of the key later', () => {
    const stack = newStack();
    new AivenProvider(stack, 'default');
    const key = new CustomerManagedKey(stack, 'key', { project, kmsKey });
    protectAll(stack, key);
    key.resource.provider = new AivenProvider(stack, 'two', { alias: 'two' });
    for (const object of objects(stack)) expect(object.provider).toBe('aiven.two');
  });

  test('but an explicit provider comes first, and ours comes before the official provider of a key', () => {
    const stack = newStack();
    const official = new AivenProvider(stack, 'official', { source: 'aiven/aiven' });
    const ours = new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
    const other = new AivenProvider(stack, 'other', { localName: 'aiven-byok', alias: 'other' });
    const key = new CustomerManagedKey(stack, 'key', { project, kmsKey, provider: official });
    protectAll(stack, key);
    key.protect('explicit', { provider: other }).resource.overrideLogicalId('explicit');
    expect(problemsOf(stack)).toEqual([]);
    const { explicit, ...others } = synth(stack).resource?.aiven_cmk_service_association ?? {};
    expect(explicit?.provider).toBe('aiven-byok.other');
    expect(Object.values(others)[0]?.provider).toBe(`${ours.terraformResourceType}`);
  });
});

describe('ours and the official provider in one stack', () => {
  function bothProviders() {
    const stack = newStack();
    new OfficialProvider(stack, 'official');
    return { stack, ours: new AivenProvider(stack, 'ours', { localName: 'aiven-byok' }) };
  }

  test('each has its own local name and each resource its own provider', () => {
    const { stack } = bothProviders();
    const key = new CustomerManagedKey(stack, 'key', { project, kmsKey });
    const encryption = Encryption.customerManaged(key);
    new Service(stack, 'orders', { ...pg, serviceType: ServiceType.PG, encryption });
    key.protect(new OfficialService(stack, 'kafka', { project, serviceName: 'events' }).serviceName, { id: 'events' });
    new CmkAccessors(stack, 'accessors', { project }).aws;
    expect(problemsOf(stack)).toEqual([]);
    expect(synth(stack).terraform.required_providers).toMatchObject({
      aiven: { source: 'aiven/aiven' },
      'aiven-byok': { source: 'npm.invalid/aiven-byok/aiven' },
    });
    for (const type of ['aiven_cmk', 'aiven_pg', 'aiven_cmk_service_association']) {
      expect(onlyResource(stack, type).provider).toBe('aiven-byok');
    }
    expect(onlyResource(stack, 'aiven_kafka')).not.toHaveProperty('provider');
    const accessors = Object.values(synth(stack).data?.aiven_cmk_accessor_aws ?? {});
    expect(accessors).toMatchObject([{ provider: 'aiven-byok' }]);
  });

  test('a generated construct must set ours', () => {
    const { stack, ours } = bothProviders();
    new Cmk(stack, 'stray', l1);
    new Cmk(stack, 'bound', { ...l1, provider: ours });
    expect(problemsOf(stack)).toEqual([
      '[byok/stray] The provider is not set, so Terraform would use "byok/official", which is "aiven/aiven"; set provider to "byok/ours".',
    ]);
  });
});

describe('a generated construct without a provider', () => {
  test('is an error if ours has another local name', () => {
    const stack = newStack();
    new AivenProvider(stack, 'ours', { localName: 'aiven-byok' });
    new Cmk(stack, 'stray', l1);
    new DataAivenCmks(stack, 'keys', { project });
    const message =
      'The provider is not set, so Terraform would use the one with the local name "aiven", which does not exist; set provider to "byok/ours" ("aiven-byok").';
    expect(problemsOf(stack)).toEqual([`[byok/stray] ${message}`, `[byok/keys] ${message}`]);
  });

  test('is an error if ours has an alias', () => {
    const stack = newStack();
    new AivenProvider(stack, 'eu', { alias: 'eu' });
    new Cmk(stack, 'stray', l1);
    expect(problemsOf(stack)).toEqual([expect.stringContaining('set provider to "byok/eu" ("aiven.eu").')]);
  });

  test('uses ours by default', () => {
    const stack = newStack();
    new AivenProvider(stack, 'aiven');
    new Cmk(stack, 'orders', l1);
    expect(problemsOf(stack)).toEqual([]);
  });

  test('uses our generated provider construct', () => {
    const stack = newStack();
    Object.assign(new GeneratedProvider(stack, 'aiven'), { terraformProviderSource: 'npm.invalid/aiven-byok/aiven' });
    new Cmk(stack, 'l1', l1);
    new CustomerManagedKey(stack, 'key', { project, kmsKey });
    expect(problemsOf(stack)).toEqual([]);
  });
});

describe('with the official provider as target, reports', () => {
  const missing = (what: string) =>
    `The provider "aiven/aiven" at "byok/aiven" has no ${what}; use this package's own provider, an AivenProvider without source.`;

  function officialStack() {
    const stack = newStack();
    new AivenProvider(stack, 'aiven', { source: 'aiven/aiven' });
    return stack;
  }
  const encryption = Encryption.aivenManaged();

  test('the settings of a key that only our provider has', () => {
    const stack = officialStack();
    const settings = { rotationTrigger: '1', onDestroy: 'retain_if_used', deletionProtection: true } as const;
    new CustomerManagedKey(stack, 'key', { project, kmsKey, ...settings });
    expect(problemsOf(stack)).toEqual(
      ['rotation_trigger', 'on_destroy', 'deletion_protection'].map(
        (name) => `[byok/key] ${missing(`attribute ${name} on aiven_cmk`)}`,
      ),
    );
  });

  test('user_config, secret_user_config and the access check', () => {
    const stack = officialStack();
    const password = new TerraformVariable(stack, 'password', { type: 'string' }).stringValue;
    const [userConfig, secretUserConfig] = [{ pg_version: '16' }, { admin_password: password }];
    const serviceType = ServiceType.PG;
    const secretUserConfigWo = secretUserConfig;
    new Service(stack, 'pg', { ...pg, serviceType, encryption, userConfig, secretUserConfig, secretUserConfigWo });
    new CustomerManagedKey(stack, 'key', { project, kmsKey, verifyAccess: true });
    new Pg(stack, 'override', pg).addOverride('user_config.pg_version', '16');
    expect(problemsOf(stack)).toEqual([
      `[byok/pg] ${missing('attribute user_config on aiven_pg')}`,
      `[byok/pg] ${missing('attribute secret_user_config on aiven_pg')}`,
      `[byok/pg] ${missing('attribute secret_user_config_wo on aiven_pg')}`,
      `[byok/key] ${missing('attribute verify_access on aiven_cmk')}`,
      `[byok/override] ${missing('attribute user_config on aiven_pg')}`,
    ]);
  });

  test('bindings, lookups and a service type that it no longer has', () => {
    const stack = officialStack();
    new CustomerManagedKey(stack, 'key', { project, kmsKey }).protect('legacy-kafka');
    CustomerManagedKey.lookup(stack, 'other', { project, defaultCmk: true });
    new Service(stack, 'cache', { ...pg, serviceType: ServiceType.REDIS, encryption });
    expect(problemsOf(stack)).toEqual([
      `[byok/key/legacy-kafka] ${missing('resource aiven_cmk_service_association')}`,
      `[byok/other] ${missing('data source aiven_cmk')}`,
      `[byok/cache] ${missing('resource aiven_redis')}`,
    ]);
  });

  test('nothing for keys, services and accessors', () => {
    const stack = officialStack();
    const key = new CustomerManagedKey(stack, 'key', { project, kmsKey, defaultCmk: true });
    const customerManaged = Encryption.customerManaged(key);
    new Service(stack, 'pg', { ...pg, serviceType: ServiceType.PG, encryption: customerManaged, tags: { team: 'a' } });
    const { aws, azure, gcp, oci } = new CmkAccessors(stack, 'accessors', { project });
    expect([aws, azure, gcp, oci]).not.toContain(undefined);
    expect(problemsOf(stack)).toEqual([]);
  });
});
