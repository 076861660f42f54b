import { provider } from '../../src/provider/provider';

test.each([
  ['registry.terraform.io/aiven/aiven', true],
  ['registry.opentofu.org/aiven/aiven', true],
  ['aiven', true],
  ['registry.terraform.io/acme/notaiven', false],
  ['notaiven', false],
])('a key and a service of the provider "%s" can be moved to ours: %s', async (providerAddress, expected) => {
  const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const context = { log, error() {}, warn() {} } as never;
  for (const type of ['aiven_cmk', 'aiven_pg']) {
    const resource = provider.resources?.find((one) => one.type === type);
    const source = { providerAddress, type, schemaVersion: 0, state: { id: 'acme-prod/orders' } };
    const moved = await resource?.moveState?.(source, context);
    expect(moved?.id).toBe(expected ? 'acme-prod/orders' : undefined);
  }
});
