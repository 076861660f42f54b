/** `rotate`: does exactly what the plan shows. */

import { keysOf, names, newKey, outcomes, pg, rotate, seedOf, writes } from '../rotation/rotations';
import { awsKey, gcpKey, oneId, otherId, project, withScene } from '../scene';

describe('the plan', () => {
  const plan = `Rotation in project ${project}
From
  ${oneId}
  gcp ${gcpKey} (default)
To
  ${otherId}
  aws ${awsKey}
1. let Aiven check its access to the new key
2. make the new key the default key
3. move 3 services in 2 waves of 2: s00, s01, s02
4. offer to delete the old key
`;

  test('is all that --dry-run prints', () =>
    withScene({ seed: seedOf(3) }, async (scene) => {
      expect(await scene.run(...rotate, '--parallel', '2', '--dry-run')).toEqual({ code: 0, out: plan, err: '' });
      expect(writes(scene)).toEqual([]);
      const { out } = await scene.run(...rotate, '--dry-run', '--json');
      expect(JSON.parse(out)).toMatchObject({ waves: [['s00', 's01', 's02']], make_default: true, register: null });
    }));

  test('is shown before the question, and nothing happens without confirmation', () =>
    withScene({ seed: seedOf(3) }, async (scene) => {
      const { code, err } = await scene.runIn(
        { isTTY: true, columns: 120, input: 'n\n' },
        ...rotate,
        '--parallel',
        '2',
      );
      expect(code).toBe(1);
      expect(err.startsWith(`${plan}Continue? [y/N] `)).toBe(true);
      expect(err).toContain('Nothing was changed.');
      expect(writes(scene)).toEqual([]);
    }));

  test.each(['before the question', '--dry-run'])('stays within the width of the terminal (%s)', (where) =>
    withScene({ seed: seedOf(30) }, async (scene) => {
      const words = where === '--dry-run' ? [where] : [];
      const { out, err } = await scene.runIn({ isTTY: true, columns: 60, input: 'n\n' }, ...rotate, ...words);
      const [shown = ''] = (out + err).split('Continue?');
      expect(Math.max(...shown.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
      expect(shown).toContain('3. move 30 services in 6 waves of 5: s00, s01, s02, s03,\n   s04, s05, s06,');
      expect(shown).toContain(`\n  ${oneId}\n  gcp projects/acme/`);
    }),
  );

  test('numbers its steps in the order of execution, with services that are already moving last', () =>
    withScene({ seed: seedOf(2), serviceDelay: 60_000 }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { cmk_id: otherId });
      const { err } = await scene.run(...rotate, '--yes', '--delete-old');
      expect(err.match(/^\d\. .*/gm)).toEqual([
        '1. let Aiven check its access to the new key',
        '2. make the new key the default key',
        '3. move 1 service in 1 wave of 5: s01',
        '4. wait for s00, already moving to the new key',
        '5. delete the old key',
      ]);
      const printed = [
        'New services now use key',
        'Waiting for services that are already moving: s00',
        'Moved 2 services.',
        'Deleted',
      ];
      expect(printed.map((text) => err.indexOf(text)).filter((at) => at < 0)).toEqual([]);
      expect(printed.map((text) => err.indexOf(text))).toEqual(
        printed.map((text) => err.indexOf(text)).sort((a, b) => a - b),
      );
      const asked = (one: string) =>
        scene.emulator.requests.findIndex(({ path, method }) => method === 'GET' && path.endsWith(`/service/${one}`));
      expect(asked('s01')).toBeLessThan(asked('s00'));
    }));

  test('needs confirmation, which is a usage error without a terminal', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const { code, err } = await scene.run(...rotate);
      expect(code).toBe(2);
      expect(err).toContain('A rotation needs confirmation');
      expect(writes(scene)).toEqual([]);
    }));
});

describe('a rotation', () => {
  test('moves all services and the default, wave by wave, and keeps the old key', () =>
    withScene({ seed: seedOf(3), serviceDelay: 30_000 }, async (scene) => {
      const ended = await scene.run(...rotate, '--yes', '--parallel', '2', '--json');
      expect(ended.code).toBe(0);
      expect(JSON.parse(ended.out)).toEqual({
        project,
        from: oneId,
        to: otherId,
        registered: false,
        default_moved: true,
        services: names(3).map((service_name) => ({ service_name, outcome: 'moved', detail: null })),
        old_deleted: false,
        old_stays: expect.stringMatching(/^The old key was not deleted\. To delete it: /),
      });
      expect(keysOf(scene)).toEqual([otherId, otherId, otherId]);
      expect(writes(scene)).toEqual([
        'CMKAccessCheckTrigger',
        'CMKUpdate',
        'ServiceUpdate',
        'ServiceUpdate',
        'ServiceUpdate',
      ]);
      expect(ended.err).toMatch(/\nKeep the KMS key enabled until \d{4}-\d\d-\d\d: Aiven keeps backups/);
      expect(ended.err).toContain(
        `The old key was not deleted. To delete it: aiven-byok cmks delete --project ${project} --cmk-id ${oneId} --wait`,
      );
      // The second wave starts when the first has finished.
      const at = scene.operations
        .map((name, index) => (name === 'ServiceUpdate' ? index : -1))
        .filter((index) => index >= 0);
      expect(scene.operations.slice(at[1], at[2])).toContain('CMKServiceAssociationsList');
    }));

  test('offers to delete the old key, and deletes it when confirmed', () =>
    withScene({ seed: seedOf(2), serviceDelay: 30_000 }, async (scene) => {
      const { code, err } = await scene.runIn({ isTTY: true, input: 'y\ny\n' }, ...rotate);
      expect(code).toBe(0);
      expect(err).toContain(`Delete the old key "${oneId}" from Aiven?`);
      expect(scene.keys).toEqual([otherId]);
    }));

  test('--delete-old deletes the unused old key without asking', () =>
    withScene({ seed: seedOf(2), deactivationDelay: 120_000 }, async (scene) => {
      const ended = await scene.run(...rotate, '--yes', '--delete-old', '--json');
      expect(JSON.parse(ended.out)).toMatchObject({ old_deleted: true });
      expect(scene.keys).toEqual([otherId]);
    }));

  test('registers the new key only if the project does not have it', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const byName = ['rotate', '--from', oneId, '--to-resource', newKey, '--yes', '--json'];
      const first = await scene.run(...byName);
      expect(JSON.parse(first.out)).toMatchObject({ registered: true });
      const second = await scene.run(...byName);
      expect(JSON.parse(second.out)).toMatchObject({ registered: false, services: [] });
      expect(scene.keys).toHaveLength(3);
    }));

  test.each(['clears', 'keeps'] as const)(
    'leaves one default key, whatever a second one does to the first (%s)',
    (secondDefault) =>
      withScene({ seed: seedOf(1), secondDefault }, async (scene) => {
        await scene.run(...rotate, '--yes');
        const defaults = scene.emulator.call('CMKList', project).cmks.filter((cmk) => cmk.default_cmk);
        expect(defaults.map(({ id }) => id)).toEqual([otherId]);
      }),
  );

  test('--keep-default keeps the default key', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      await scene.run(...rotate, '--yes', '--keep-default');
      expect(writes(scene)).not.toContain('CMKUpdate');
    }));

  test('--service moves only those services, and keeps the default key and the old key', () =>
    withScene({ seed: seedOf(3) }, async (scene) => {
      const { code, err } = await scene.run(...rotate, '--yes', '--delete-old', '--service', 's01', '--service', 's01');
      expect(code).toBe(1);
      expect(err).toContain('error: The old key was not deleted: "s00", "s02" still use it (not requested).');
      expect(err).toContain('Staying on the old key: s00, s02.');
      expect(keysOf(scene)).toEqual([oneId, otherId, oneId]);
      expect(writes(scene)).toEqual(['CMKAccessCheckTrigger', 'ServiceUpdate']);
    }));

  test('works with keys without a cloud and a status', () =>
    withScene({ seed: seedOf(2), shape: 'openapi', serviceShape: 'six-fields' }, async (scene) => {
      expect((await scene.run(...rotate, '--yes')).code).toBe(0);
      expect(keysOf(scene)).toEqual([otherId, otherId]);
    }));

  test('reports services that are powered off before and after, and keeps the old key for them', () =>
    withScene({ seed: seedOf(2) }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { powered: false });
      const stays =
        'The old key was not deleted: "s00" still uses it (powered off; its key changes when it is powered on).';
      const planned =
        's00 is powered off: it will not move until it is powered on, and the old key stays until then.\n';
      const ended = await scene.run(...rotate, '--yes', '--delete-old', '--json');
      expect([ended.code, outcomes(ended)]).toEqual([1, ['powered_off', 'moved']]);
      expect(JSON.parse(ended.out)).toMatchObject({ old_deleted: false, old_stays: stays });
      expect(ended.err).toContain(planned);
      expect(ended.err).not.toContain('delete the old key');
      expect(ended.err).toMatch(new RegExp(`error: ${stays.replace(/[().]/g, '\\$&')}\\n$`));
      expect(scene.keys).toContain(oneId);
      // The next run has nothing to wait for. Without --delete-old, it warns.
      const again = await scene.run(...rotate, '--yes');
      expect(again.code).toBe(0);
      expect(again.err).toContain(`${planned}Nothing to do.\n`);
      expect(again.err).toContain(`warning: ${stays}`);
      const { out } = await scene.run(...rotate, '--dry-run', '--json');
      expect(JSON.parse(out)).toMatchObject({ powered_off: ['s00'] });
    }));

  test('does not wait for a service that is powered off and not part of this rotation', () =>
    withScene({ seed: seedOf(2) }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { powered: false });
      scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { cmk_id: otherId });
      const { code, err } = await scene.run(...rotate, '--service', 's01', '--yes', '--delete-old');
      expect(code).toBe(1);
      const stays =
        'The old key was not deleted: "s00" still uses it (powered off; its key changes when it is powered on).';
      expect(err).toContain(`error: ${stays}\n`);
      expect(scene.keys).toContain(oneId);
    }));

  test.each(['target', 'active'] as const)(
    'also moves a service that is still moving onto the old key, when cmk_id is the %s key',
    (movingCmkId) =>
      withScene({ seed: seedOf(1), serviceDelay: 60_000, movingCmkId }, async (scene) => {
        scene.emulator.call('ServiceUpdate', project, { serviceName: 'plain' }, { cmk_id: oneId });
        const { code, err } = await scene.run(...rotate, '--yes', '--delete-old');
        expect(err).toContain('move 2 services in 1 wave of 5: s00, plain');
        expect(err).toContain('Deleted key');
        expect(code).toBe(0);
        const services = scene.emulator.call('ServiceList', project).services;
        expect(services.map(({ cmk_id }) => cmk_id)).toEqual([otherId, otherId]);
      }),
  );

  test('waits for services that are already moving, without moving them again', () =>
    withScene({ seed: seedOf(2), serviceDelay: 60_000 }, async (scene) => {
      scene.emulator.call('ServiceUpdate', project, { serviceName: 's00' }, { cmk_id: otherId });
      const ended = await scene.run(...rotate, '--yes', '--json');
      expect(ended.err).toContain('wait for s00, already moving to the new key');
      expect(outcomes(ended)).toEqual(['moved', 'moved']);
      expect(writes(scene).filter((name) => name === 'ServiceUpdate')).toHaveLength(1);
      const { service } = scene.emulator.call('ServiceGet', project, { serviceName: 's00' });
      expect(service.state).toBe('RUNNING');
    }));

  test('treats the end of the input as a no', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const { code, err } = await scene.runIn({ isTTY: true, input: 'y\n' }, ...rotate);
      expect(code).toBe(0);
      expect(err).toContain('The old key was not deleted.');
      expect(scene.keys).toContain(oneId);
    }));

  test('does not fail for a service that is deleted in the meantime', () =>
    withScene(
      {
        seed: { projects: [{ ...seedOf(1).projects[0], name: project, services: [pg('taken-away'), pg('s00')] }] },
        serviceDelay: 60_000,
      },
      async (scene) => {
        const ended = await scene.run(...rotate, '--yes', '--json');
        expect(ended.code).toBe(0);
        expect(outcomes(ended)).toEqual(['gone', 'moved']);
      },
    ));
});

describe('rejects before any change', () => {
  test.each<[string, string[], number, string]>([
    ['no target', ['rotate', '--from', oneId], 2, 'Pass either --to or --to-resource.'],
    ['two targets', [...rotate, '--to-resource', newKey], 2, 'Pass either --to or --to-resource.'],
    ['the same key twice', ['rotate', '--from', oneId, '--to', oneId.toUpperCase()], 2, 'must be different keys'],
    [
      'a name without a cloud',
      ['rotate', '--from', oneId, '--to-resource', 'x'],
      2,
      'the cloud of the key reference "x"',
    ],
    [
      'a name from another cloud',
      ['rotate', '--from', oneId, '--to-resource', newKey, '--provider', 'aws'],
      2,
      'not of AWS KMS',
    ],
    [
      'a key that does not exist',
      ['rotate', '--from', oneId.replace('1b67', '0000'), '--to', otherId],
      1,
      'has no key "0000',
    ],
    ['a service that does not exist', [...rotate, '--service', 'nobody'], 1, 'has no service "nobody".'],
    ['a service that uses neither key', [...rotate, '--service', 'plain'], 1, 'uses neither of the two keys.'],
    [
      'an empty wave',
      [...rotate, '--parallel', '0'],
      2,
      'Invalid --parallel: expected an integer from 1 to 999999, got "0".',
    ],
  ])('%s', (_, argv, code, message) =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      const ended = await scene.run(...argv, '--yes');
      expect(ended.code).toBe(code);
      expect(ended.err).toContain(message);
      expect(writes(scene)).toEqual([]);
    }),
  );

  test('a target with the status old', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      scene.emulator.store.cmk(project, otherId).status = 'old';
      expect((await scene.run(...rotate, '--yes')).err).toContain('has the status "old"');
      expect(writes(scene)).toEqual([]);
    }));

  test('a target that is registered several times', () =>
    withScene({ seed: seedOf(1) }, async (scene) => {
      for (const _ of [1, 2]) scene.emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: newKey });
      const { code, err } = await scene.run('rotate', '--from', oneId, '--to-resource', newKey, '--yes');
      expect([code, err.includes('several times')]).toEqual([1, true]);
    }));

  test('a key that Aiven cannot use, without moving any service', () =>
    withScene({ seed: seedOf(2) }, async (scene) => {
      const { code, err } = await scene.run('rotate', '--from', oneId, '--to-resource', `${gcpKey}-no-access`, '--yes');
      expect(code).toBe(1);
      expect(err).toContain(
        'Nothing was moved. Grant Aiven access first: aiven-byok grants --project acme-prod --provider gcp',
      );
      expect(writes(scene)).not.toContain('ServiceUpdate');
    }));
});
