/** The number of requests for a fleet of services, and the absence of secrets in output and logs. */

import { cmkHcl, requestCounts, withAiven } from '../support/emulator/aiven';
import { password as configured, secretsIn } from '../support/secrets/secrets';
import { serviceHcl } from '../support/terraform/service-hcl';

test('a plan with 100 services and their keys requests two lists', async () => {
  const generate = { cmks: 10, services: 100 };
  await withAiven(
    { files: '', install: 'dev', emulator: { seed: { projects: [{ name: 'acme-prod', generate }] } } },
    async (tf, emulator) => {
      const { cmks, services } = emulator.store.project('acme-prod');
      const keyNames = new Map([...cmks.keys()].map((id, index) => [id, `key-${index}`]));
      const hcl = [
        ...[...cmks.values()].map(({ id, provider: cloud, resource }) =>
          cmkHcl({ name: keyNames.get(id), cloud, resource }),
        ),
        ...[...services.values()].map(({ service_name: name, service_type: type, cmk_id }) =>
          serviceHcl({
            name,
            type,
            serviceName: name,
            cmkId: cmk_id === null ? '' : `aiven_cmk.${keyNames.get(cmk_id)}.cmk_id`,
          }),
        ),
      ];
      const resources = [
        ...[...cmks.values()].map(({ id }) => inState('aiven_cmk', `${keyNames.get(id)}`, `acme-prod/${id}`)),
        ...[...services.values()].map(({ service_name: name, service_type: type, plan }) =>
          inState(`aiven_${type}`, name, `acme-prod/${name}`, { plan }),
        ),
      ];
      const state = { version: 4, terraform_version: '1.0.0', serial: 1, lineage: 'fleet', outputs: {}, resources };
      await tf.write({ 'main.tf': hcl.join(''), 'terraform.tfstate': JSON.stringify(state) });
      expect((await tf.plan()).changes).toBe(false);
      expect(requestCounts(emulator)).toEqual({ CMKList: 1, ServiceList: 1 });
    },
  );
});

/** A resource whose state holds little more than the ID; the refresh reads the rest. */
function inState(type: string, name: string, id: string, more: object = {}): object {
  const instances = [{ schema_version: 0, attributes: { id, ...more } }];
  return { mode: 'managed', type, name, provider: 'provider["npm.invalid/aiven-byok/aiven"]', instances };
}

test('no output and no log contains passwords, connection URIs with passwords, or the token', async () => {
  const more = `secret_user_config = { admin_password = "${configured}" }\n  user_config = { log_min = 5 }`;
  await withAiven({ files: serviceHcl({ more }) }, async (tf, emulator) => {
    const traced = { env: { TF_LOG: 'TRACE' } };
    const said = [(await tf.apply([], traced)).text];
    const { password } = emulator.store.service('acme-prod', 'orders-db');
    await tf.write(serviceHcl({ plan: 'startup-8', more: more.replace('5', '6') }));
    said.push((await tf.plan([], traced)).text);
    emulator.fail({ operation: 'ServiceUpdate', fault: 400 });
    said.push((await tf.apply([], { ...traced, mayFail: true })).text);
    await tf.write(serviceHcl({ plan: 'startup-8', more: more.replace('5', '7') }));
    said.push((await tf.apply([], traced)).text, (await tf.destroy([], traced)).text);
    expect(password).toMatch(/^AVNS_/);
    for (const text of said) {
      expect(secretsIn(text)).toEqual([]);
      expect(text).not.toContain('postgres://');
    }
  });
});
