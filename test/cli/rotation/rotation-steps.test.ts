/** The steps that make configuration and state agree after a rotation or a move, for states that Terraform does not run on here. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepsAfterMove, stepsAfterRotation } from '../../../src/cli/rotation';
import type { ManagingState } from '../../../src/cli/rotation/terraform-states';
import type { StateResource } from '../../../src/cli/terraform/state';
import type { Cmk } from '../../../src/client';
import { temporaryFolder } from '../../support/temporary';
import { gcpKey, oneId, otherId, project, withScene } from '../scene';
import { rotate } from './rotations';

const resource = (address: string, attributes: object, more: Partial<StateResource> = {}): StateResource => ({
  type: /(\w+)\.[^.]+$/.exec(address)?.[1] ?? '',
  address,
  rootAddress: address.startsWith('module.') ? undefined : address.replace(/\[.*/, ''),
  attributes: { project, ...attributes },
  dependsOn: [],
  isDeposed: false,
  ...more,
});

const state = (language: ManagingState['language'], resources: StateResource[]): ManagingState => ({
  language,
  folder: null,
  resources,
});

const to = { cmkId: otherId, cloud: 'gcp', keyReference: `${gcpKey}-2`, defaultCmk: true } as Cmk;
const rotated = { project, from: oneId, to, moved: ['orders'], isPartial: false, oldDeleted: false };
const service = (address: string, more?: Partial<StateResource>) =>
  resource(address, { service_name: 'orders', plan: 'startup-4', cmk_id: oneId }, more);

test('CDKTF: the construct is edited, and the stack is synthesized before the import', () => {
  const address = 'aiven_cmk.orders_1234ABCD';
  const resources = [resource(address, { cmk_id: oneId, rotation_trigger: '2026' }), service('aiven_pg.db_5678ABCD')];
  expect(
    stepsAfterRotation({ ...state('cdktf', resources), folder: 'cdktf.out/stacks/byok' }, rotated, 'tofu'),
  ).toEqual([
    { text: `In the construct of ${address}, set:`, lines: [`kmsKey: KmsKey.gcp('${gcpKey}-2')`] },
    { text: `In the construct of aiven_pg.db_5678ABCD, use the key of ${address}.`, lines: [] },
    {
      text: 'Run; the plan then changes no resource:',
      lines: [
        'npx cdktf synth',
        'cd cdktf.out/stacks/byok',
        'tofu init',
        `tofu state rm ${address}`,
        `tofu import ${address} ${project}/${otherId}`,
        'tofu plan',
      ],
    },
    {
      text: 'If that plan sets rotation_trigger, which Aiven does not store, apply it: nothing in Aiven changes.',
      lines: [],
    },
  ]);
});

test('HCL: addresses in modules and of instances are quoted for the shell, and a service that refers to the key is not edited', () => {
  const address = 'module.keys["eu"].aiven_cmk.k["a b"]';
  const old = resource(address, { cmk_id: oneId.toUpperCase(), default_cmk: true });
  const services = [
    service('aiven_pg.one', { dependsOn: ['module.keys["eu"].aiven_cmk.k'] }),
    service('aiven_pg.two'),
    service('aiven_pg.deposed', { isDeposed: true }),
  ];
  const steps = stepsAfterRotation(
    state('hcl', [old, ...services]),
    { ...rotated, to: { ...to, defaultCmk: false } },
    'terraform',
  );
  expect(steps).toEqual([
    {
      text: `In the configuration of ${address}, set:`,
      lines: ['cmk_provider = "gcp"', `resource     = "${gcpKey}-2"`],
    },
    { text: `If the configuration of ${address} makes it the default key, remove it.`, lines: [] },
    { text: 'In the configuration of aiven_pg.two, set:', lines: [`cmk_id = "${otherId}"`] },
    {
      text: 'Run in the folder of the configuration; the plan then changes no resource:',
      lines: [
        `terraform state rm '${address}'`,
        `terraform import '${address}' ${project}/${otherId}`,
        'terraform plan',
      ],
    },
  ]);
});

test('CDKTF: after a rotation of some services, the new key is imported next to the old one', () => {
  const resources = [resource('aiven_cmk.orders', { cmk_id: oneId }), service('aiven_pg.db')];
  const [added, used] = stepsAfterRotation(state('cdktf', resources), { ...rotated, isPartial: true }, 'terraform');
  expect(added?.lines.join('\n')).toBe(
    `CustomerManagedKey.import(scope, 'new-key', '${project}/${otherId}', {\n  kmsKey: KmsKey.gcp('${gcpKey}-2'),\n});`,
  );
  expect(used?.text).toBe('Use it in the constructs of aiven_pg.db.');
});

test('a state without the old key names the services that use it, and one without both has no steps', () => {
  const elsewhere = resource('aiven_cmk.orders', { cmk_id: oneId, project: 'another' });
  expect(stepsAfterRotation(state('hcl', [elsewhere]), rotated, 'terraform')).toEqual([]);
  expect(stepsAfterRotation(state('hcl', [service('aiven_pg.db')]), rotated, 'terraform')[0]).toEqual({
    text: 'In the configuration of aiven_pg.db, set:',
    lines: [`cmk_id = "${otherId}"`],
  });
  const staying = { ...rotated, moved: [] };
  expect(stepsAfterRotation(state('hcl', [service('aiven_pg.db')]), staying, 'terraform')).toEqual([]);
});

test('CDKTF: a moved service uses the construct of its key, a lookup, or Aiven-managed keys', () => {
  const moved = { project, serviceName: 'orders', cmkId: otherId };
  const known = resource('aiven_cmk.second', { cmk_id: otherId });
  const textOf = (resources: StateResource[], cmkId: string | null) =>
    stepsAfterMove(state('cdktf', resources), { ...moved, cmkId }, 'terraform')[0];
  expect(textOf([service('aiven_pg.db'), known], otherId)?.text).toBe(
    'In the construct of aiven_pg.db, use the key of aiven_cmk.second.',
  );
  expect(textOf([service('aiven_pg.db')], otherId)?.text).toBe(
    `In the construct of aiven_pg.db, use the key that CustomerManagedKey.lookup finds by the ID "${otherId}".`,
  );
  expect(textOf([service('aiven_pg.db')], null)?.lines).toEqual(['encryption: Encryption.aivenManaged()']);
  expect(textOf([known], otherId)).toBeUndefined();
});

test('a state that cannot be read is one warning, and does not stop the rotation, unless the old key is to be deleted', () =>
  withScene({}, async (scene) => {
    const file = join(temporaryFolder(), 'x.tfstate');
    writeFileSync(file, '{}');
    const refused = await scene.run(...rotate, '--yes', '--delete-old', '--state', file);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(
      `error: Could not read "${file}", which may protect the old key. Nothing was changed. "${file}" is not a Terraform state of format 4.`,
    );
    expect(scene.emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);

    const { code, err } = await scene.run(...rotate, '--yes', '--state', file);
    expect(code).toBe(0);
    expect(err.split('warning: Could not read')).toHaveLength(2);
    expect(err).toContain(
      `warning: Could not read "${file}": if it manages what this command changes, the next plan shows differences. "${file}" is not a Terraform state of format 4.`,
    );
  }));

test('if a Terraform state protects the old key, --delete-old is refused before anything changes, and nothing offers to delete it', () =>
  withScene({}, async (scene) => {
    const file = join(temporaryFolder(), 'terraform.tfstate');
    const attributes = { project, cmk_id: oneId, deletion_protection: true };
    const resources = [{ mode: 'managed', type: 'aiven_cmk', name: 'orders', instances: [{ attributes }] }];
    writeFileSync(file, JSON.stringify({ version: 4, resources }));
    const { code, err } = await scene.run(...rotate, '--yes', '--delete-old', '--state', file);
    expect(code).toBe(1);
    expect(err).toContain(
      `error: Key "${oneId}" is protected: aiven_cmk.orders in the Terraform state has deletion_protection = true. Nothing was changed.`,
    );
    expect(scene.emulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    const kept = await scene.run(...rotate, '--yes', '--state', file);
    expect(kept.code).toBe(0);
    expect(kept.err).toContain('The old key was not deleted: aiven_cmk.orders in the Terraform state protects it.\n');
  }));
