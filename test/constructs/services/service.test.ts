import { App, DataResource, Fn, TerraformOutput, TerraformVariable, Testing, Token } from 'cdktf';
import {
  AIVEN_MANAGED_CMK_ID,
  AivenProvider,
  CustomerManagedKey,
  Encryption,
  KmsKey,
  Service,
  type ServiceProps,
  ServiceType,
} from '../../../src';
import {
  annotationsOf,
  expression,
  newStack,
  onlyResource,
  problems,
  synth,
  useEnvironment,
} from '../../support/terraform/synth';

useEnvironment({ PROVIDER_AIVEN_ENABLE_BETA: '1' });

const project = 'acme-prod';
const kmsKey = KmsKey.azure('https://acme.vault.azure.net/keys/orders');
const encryption = Encryption.aivenManaged();
const pg = { project, serviceName: 'orders', serviceType: ServiceType.PG, plan: 'startup-4', encryption };

function newServiceStack(props: Partial<ServiceProps> = {}) {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  const service = new Service(stack, 'orders-db', { ...pg, ...props });
  service.resource.overrideLogicalId('orders');
  return { stack, service, rendered: () => onlyResource(stack, `aiven_${service.serviceType}`) };
}

test.each(Object.values(ServiceType))('a service of type %s is rendered as its own resource', (serviceType) => {
  const { rendered } = newServiceStack({ serviceType });
  expect(rendered()).toEqual({
    project,
    service_name: 'orders',
    plan: 'startup-4',
    cmk_id: AIVEN_MANAGED_CMK_ID,
  });
});

test('renders all settings under their Terraform names', () => {
  const { rendered } = newServiceStack({
    cloudName: 'google-europe-west1',
    projectVpcId: 'acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341',
    maintenanceWindowDow: 'sunday',
    maintenanceWindowTime: '04:30:00',
    terminationProtection: true,
    additionalDiskSpace: '20GiB',
    staticIps: ['ip1'],
    techEmails: ['dba@example.com'],
    tags: { team: 'orders' },
    userConfig: { pg_version: '16', pg: { max_connections: 200, flags: [true, null] } },
    secretUserConfig: { admin_password: 'x' },
    secretUserConfigWo: { token: 'y' },
    secretUserConfigWoVersion: 2,
    timeouts: { create: '30m' },
  });
  expect(rendered()).toEqual({
    project,
    service_name: 'orders',
    plan: 'startup-4',
    cmk_id: AIVEN_MANAGED_CMK_ID,
    cloud_name: 'google-europe-west1',
    project_vpc_id: 'acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341',
    maintenance_window_dow: 'sunday',
    maintenance_window_time: '04:30:00',
    termination_protection: true,
    additional_disk_space: '20GiB',
    static_ips: ['ip1'],
    tech_emails: [{ email: 'dba@example.com' }],
    tag: [{ key: 'team', value: 'orders' }],
    user_config: { pg_version: '16', pg: { max_connections: 200, flags: [true, null] } },
    secret_user_config: { admin_password: 'x' },
    secret_user_config_wo: { token: 'y' },
    secret_user_config_wo_version: 2,
    timeouts: { create: '30m' },
  });
});

test('leaves values that are known only at apply to Terraform', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  const variable = (name: string) => new TerraformVariable(stack, name, { type: 'string' }).stringValue;
  new Service(stack, 'orders', {
    ...pg,
    project: Fn.lower(variable('project')),
    serviceName: `orders-${variable('stage')}`,
    plan: variable('plan'),
    maintenanceWindowDow: variable('day'),
    userConfig: { ip_filter: Fn.split(',', variable('ips')) },
  });
  expect(onlyResource(stack, 'aiven_pg')).toMatchObject({
    project: expression('lower(var.project)'),
    service_name: `orders-${expression('var.stage')}`,
    plan: expression('var.plan'),
    maintenance_window_dow: expression('var.day'),
    user_config: { ip_filter: expression('split(",", var.ips)') },
  });
});

test('passes meta-arguments on, a construct in replaceTriggeredBy as its address', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  const provider = new AivenProvider(stack, 'eu', { alias: 'eu' });
  const generation = new DataResource(stack, 'generation', {});
  const key = new CustomerManagedKey(stack, 'key', { project, kmsKey });
  key.resource.overrideLogicalId('key');
  const lifecycle = { preventDestroy: true, replaceTriggeredBy: [generation] };
  new Service(stack, 'orders', { ...pg, provider, lifecycle, dependsOn: [key], count: 2 });
  expect(onlyResource(stack, 'aiven_pg')).toMatchObject({
    provider: 'aiven.eu',
    lifecycle: { prevent_destroy: true, replace_triggered_by: ['terraform_data.generation'] },
    depends_on: ['aiven_cmk.key'],
    count: 2,
  });
});

test('exposes the computed attributes', () => {
  const { stack, service } = newServiceStack();
  const { importId, cmkId, serviceHost, servicePort, serviceUri, serviceUsername, servicePassword } = service;
  const attributes = { importId, cmkId, serviceHost, servicePort, serviceUri, serviceUsername, servicePassword };
  new TerraformOutput(stack, 'all', { value: attributes, sensitive: true });
  expect(JSON.parse(Testing.synth(stack)).output.all.value).toEqual({
    importId: expression('aiven_pg.orders.id'),
    cmkId: expression('aiven_pg.orders.cmk_id'),
    serviceHost: expression('aiven_pg.orders.service_host'),
    servicePort: expression('aiven_pg.orders.service_port'),
    serviceUri: expression('aiven_pg.orders.service_uri'),
    serviceUsername: expression('aiven_pg.orders.service_username'),
    servicePassword: expression('aiven_pg.orders.service_password'),
  });
});

test('other resources can depend on the service', () => {
  const { stack, service } = newServiceStack();
  new DataResource(stack, 'after', { dependsOn: [service] });
  expect(onlyResource(stack, 'terraform_data').depends_on).toEqual(['aiven_pg.orders']);
});

test('renders the same settings as HCL', () => {
  const { stack } = newServiceStack({ tags: { team: 'orders' }, userConfig: { pg: { max_connections: 200 } } });
  const hcl = Testing.synthHcl(stack);
  expect(hcl).toMatch(/resource "aiven_pg" "orders" \{[\s\S]*cmk_id = "0{8}-/);
  expect(hcl).toMatch(/user_config = \{\s*pg = \{\s*max_connections = 200/);
  expect(hcl).toMatch(/tag \{\s*key = "team"\s*value = "orders"/);
});

describe('encryption', () => {
  test('with a customer managed key refers to the key', () => {
    const stack = newStack();
    new AivenProvider(stack, 'aiven');
    const key = new CustomerManagedKey(stack, 'key', { project, kmsKey });
    key.resource.overrideLogicalId('key');
    new Service(stack, 'orders', { ...pg, encryption: Encryption.customerManaged(key) });
    expect(onlyResource(stack, 'aiven_pg').cmk_id).toBe(expression('aiven_cmk.key.cmk_id'));
  });

  test('with a key of another stack', () => {
    const keys = newStack('keys');
    new AivenProvider(keys, 'aiven');
    const key = new CustomerManagedKey(keys, 'key', { project, kmsKey });
    const stack = newStack('services', App.of(keys));
    new AivenProvider(stack, 'aiven');
    new Service(stack, 'orders', { ...pg, encryption: Encryption.customerManaged(key) });
    expect(problems(App.of(stack))).toEqual([]);
    expect(onlyResource(stack, 'aiven_pg').cmk_id).toMatch(/^\$\{data\.terraform_remote_state\./);
  });

  test('with Aiven-managed keys sets the all-zero UUID', () => {
    const { rendered, stack } = newServiceStack({ encryption: Encryption.aivenManaged() });
    expect(rendered().cmk_id).toBe('00000000-0000-0000-0000-000000000000');
    expect(annotationsOf(stack)).toEqual([]);
  });

  test("with the project's default sets nothing and warns that it applies only at creation", () => {
    const { rendered, stack } = newServiceStack({ encryption: Encryption.projectDefault() });
    expect(rendered()).not.toHaveProperty('cmk_id');
    expect(annotationsOf(stack)).toMatchObject([
      {
        constructPath: 'byok/orders-db',
        level: '@cdktf/warn',
        message:
          "The project's default key applies only when this service is created. The service does not follow a later default or a replacement of that key; use Encryption.customerManaged(key) for that.",
      },
    ]);
  });

  test('with a key of another project is rejected', () => {
    const stack = newStack();
    const key = new CustomerManagedKey(stack, 'key', { project: 'acme-test', kmsKey });
    expect(() => new Service(stack, 'orders', { ...pg, encryption: Encryption.customerManaged(key) })).toThrow(
      'The service is in the project "acme-prod", but its key is in "acme-test"; a key can only encrypt services of its own project.',
    );
  });

  test('with a key whose project is known only at apply is accepted', () => {
    const stack = newStack();
    new AivenProvider(stack, 'aiven');
    const key = new CustomerManagedKey(stack, 'key', { project: Token.asString(expression('var.project')), kmsKey });
    new Service(stack, 'orders', { ...pg, encryption: Encryption.customerManaged(key) });
    expect(problems(App.of(stack))).toEqual([]);
  });
});

test.each<[string, Partial<ServiceProps>, string]>([
  ['project', { project: 'a/b' }, '"a/b" is not a valid Aiven project name'],
  ['name', { serviceName: 'Orders' }, '"Orders" is not a valid Aiven service name'],
  ['plan', { plan: 'startup 4' }, '"startup 4" is not a valid service plan'],
  ['day', { maintenanceWindowDow: 'Sunday' }, '"Sunday" is not a maintenance day'],
  ['time', { maintenanceWindowTime: '4:30' }, '"4:30" is not a maintenance time'],
  ['type', { serviceType: 'mongodb' as ServiceType }, '"mongodb" is not a service type that accepts a key'],
])('rejects an invalid %s with the value', (_, props, message) => {
  expect(() => newServiceStack(props)).toThrow(message);
});

describe('import', () => {
  const { project: _, serviceName: __, ...options } = pg;

  test('renders an import block and the resource, with project and name of the ID', () => {
    const stack = newStack();
    new AivenProvider(stack, 'aiven');
    Service.import(stack, 'legacy', 'acme-prod/legacy', options).resource.overrideLogicalId('legacy');
    expect(synth(stack).import).toEqual([{ id: 'acme-prod/legacy', to: 'aiven_pg.legacy' }]);
    expect(onlyResource(stack, 'aiven_pg')).toMatchObject({ project, service_name: 'legacy' });
  });

  test.each(['legacy', 'acme-prod/', 'a/b/c', 'acme-prod/Legacy'])('rejects an ID of another format: %j', (id) => {
    expect(() => Service.import(newStack(), 'legacy', id, options)).toThrow(
      `${JSON.stringify(id)} is not the import ID of a service`,
    );
  });

  test('rejects an ID that is known only at apply', () => {
    expect(() => Service.import(newStack(), 'legacy', expression('var.id'), options)).toThrow('must be a literal');
  });
});
