import { managedByState } from '../../../src/cli/adopt';
import { idOf } from './found';

const resource = (type: string, attributes: object, rootAddress: string | undefined = `${type}.x`) => ({
  type,
  address: rootAddress ?? `module.a.${type}.x`,
  rootAddress,
  attributes: attributes as { readonly [name: string]: unknown },
  dependsOn: [],
  isDeposed: false,
});

test('finds the keys, services and bindings that a state manages, whichever provider does it', () => {
  const inModule = {
    ...resource('aiven_pg', { project: 'Acme', service_name: 'orders', plan: 'startup-4' }),
    rootAddress: undefined,
  };
  const resources = [
    resource('aiven_cmk', { project: 'Acme', cmk_id: idOf(1).toUpperCase() }),
    inModule,
    resource('aiven_pg_database', { project: 'Acme', service_name: 'elsewhere' }),
    resource('aiven_cmk_service_association', { project: 'Acme', service_name: 'bound' }),
    resource('aws_kms_key', { project: 'Acme', service_name: 'no' }),
    resource('aiven_cmk', {}, 'aiven_cmk.none'),
  ];
  expect(managedByState(resources)).toEqual({
    keys: new Set([`Acme/${idOf(1)}`]),
    services: new Set(['Acme/orders', 'Acme/bound']),
    bindings: new Set(['Acme/bound']),
    addresses: new Set(['aiven_cmk.x', 'aiven_pg_database.x', 'aiven_cmk_service_association.x', 'aiven_cmk.none']),
  });
  expect(managedByState([]).keys.size).toBe(0);
});
