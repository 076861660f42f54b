/** Every service type supports what `aiven_pg` supports. */

import { cmkHcl, keys, withAiven } from '../support/emulator/aiven';
import { serviceHcl } from '../support/terraform/service-hcl';

const types = [
  'clickhouse',
  'dragonfly',
  'flink',
  'grafana',
  'kafka',
  'kafka_connect',
  'kafka_mirrormaker',
  'mysql',
  'opensearch',
  'pg',
  'redis',
  'thanos',
  'valkey',
];
/** The types with schema version 1 in the official provider, so states can move both ways. It no longer has redis. */
const versionOne = ['flink', 'grafana', 'kafka', 'kafka_connect', 'kafka_mirrormaker', 'mysql', 'opensearch', 'pg'];

test('all thirteen types are created, encrypted, moved, detached and destroyed in one apply each', async () => {
  const fleet = (cmkId: string) =>
    cmkHcl() +
    cmkHcl({ name: 'next', resource: keys.gcp2 }) +
    types.map((type) => serviceHcl({ type, name: 's', serviceName: type.replace('_', '-'), cmkId })).join('');
  await withAiven({ files: fleet(''), emulator: { serviceDelay: 50 } }, async (tf, emulator) => {
    const project = () => emulator.store.project('acme-prod');
    const bound = () =>
      project()
        .associations.filter(({ status }) => status === 'active')
        .map(({ cmkId }) => project().cmks.get(cmkId)?.resource);
    const all = ['-parallelism=15'];
    await tf.apply(all);
    expect([...project().services.values()].map(({ service_type }) => service_type).sort()).toEqual(types);
    const { values } = await tf.show();
    const versions = (values?.root_module.resources ?? [])
      .filter(({ address }) => address.endsWith('.s'))
      .map(({ address, schema_version }) => [address.slice(6, -2), schema_version]);
    expect(Object.fromEntries(versions)).toEqual(
      Object.fromEntries(types.map((type) => [type, versionOne.includes(type) ? 1 : 0])),
    );
    expect(bound()).toEqual([]);

    await tf.write(fleet('aiven_cmk.orders.cmk_id'));
    await tf.apply(all);
    expect(bound()).toEqual(types.map(() => keys.gcp));

    await tf.write(fleet('aiven_cmk.next.cmk_id'));
    await tf.apply(all);
    expect(bound()).toEqual(types.map(() => keys.gcp2));

    await tf.write(fleet('"00000000-0000-0000-0000-000000000000"'));
    expect((await tf.apply(all)).text).toContain('13 changed');
    expect(bound()).toEqual([]);

    await tf.destroy(all);
    expect([project().services.size, project().cmks.size]).toEqual([0, 0]);
  });
});
