import type { Service } from '../../../src/client';
import { describeEncryption } from '../../../src/provider/services/service-encryption-data-source';
import { cmkNumber } from '../keys/cmks';

const service = (serviceName: string, cmkId: string | null) =>
  ({ serviceName, serviceType: 'pg', cloudName: 'aws-eu-west-1', state: 'RUNNING', cmkId }) as Service;

test('returns services by name with their keys, null for Aiven-managed keys and unknown keys', () => {
  const cmk = cmkNumber(1, { status: 'old' });
  const unlisted = cmkNumber(2).cmkId;
  const rows = describeEncryption([service('c', unlisted), service('b', null), service('a', cmk.cmkId)], [cmk]);
  const common = { service_type: 'pg', cloud_name: 'aws-eu-west-1', state: 'RUNNING' };
  const noKey = { cmk_provider: null, cmk_resource: null, cmk_status: null };
  expect(rows).toEqual([
    {
      ...common,
      service_name: 'a',
      cmk_id: cmk.cmkId,
      cmk_provider: 'gcp',
      cmk_resource: cmk.keyReference,
      cmk_status: 'old',
    },
    { ...common, ...noKey, service_name: 'b', cmk_id: null },
    { ...common, ...noKey, service_name: 'c', cmk_id: unlisted },
  ]);
});
