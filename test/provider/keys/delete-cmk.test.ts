/** Deletes of a key that services use, and `on_destroy`. */

import type { ObjectValue } from '../../../src/plugin';
import { withCore } from '../../support/emulator/core';
import { cmkId, project, usedKey } from './aiven-cmk';

const short = { timeouts: { create: null, read: null, update: null, delete: '200ms' } };

/** Deletes a key that services use. */
const deleteUsed = (services: number, more: ObjectValue, options = {}) =>
  withCore({ seed: usedKey(services), ...options }, async ({ start, imported, emulator }) => {
    const stored = await imported('aiven_cmk', `${project}/${cmkId}`, { ...short, ...more });
    const core = await start();
    const { state, problems } = await core.apply('aiven_cmk', await core.plan('aiven_cmk', null, stored));
    return { state, problems, isThere: emulator.store.project(project).cmks.has(cmkId) };
  });

test('retain_if_used leaves the key registered, names ten services and counts the others, and succeeds', async () => {
  const { state, problems, isThere } = await deleteUsed(12, { on_destroy: 'retain_if_used' });
  expect([state, isThere]).toEqual([null, true]);
  const [warning = '', ...more] = problems;
  expect(more).toEqual([]);
  expect(warning).toContain(`warning Key "${project}/${cmkId}" stays registered: services use it`);
  expect(warning).toContain('"orders-9" (active)');
  expect(warning).not.toContain('"orders-10"');
  expect(warning).toContain('… and 2 more');
  expect(warning).toContain(`aiven-byok cmks delete --project ${project} --cmk-id ${cmkId} --wait`);
});

test.each([null, 'delete'])(
  'on_destroy = %j fails, and the error names each situation and the advice for it',
  async (on) => {
    const { state, problems, isThere } = await deleteUsed(12, { on_destroy: on });
    expect([state?.cmk_id, isThere]).toEqual([cmkId, true]);
    const [error = '', ...more] = problems;
    expect(more).toEqual([]);
    expect(error).toContain('error Failed to delete key: services use it');
    expect(error).toContain('"orders-9" (active) and 2 more.');
    const [, others = '', own = '', deposed = ''] = error.split('\n\n');
    expect(others).toMatch(/^If another stack, configuration or team uses the key: /);
    expect(others).toContain('set on_destroy = "retain_if_used" and apply before you delete the key');
    expect(others).not.toContain('create_before_destroy');
    expect(own).toMatch(/^If this apply moves these services: .* Set create_before_destroy = true/);
    expect(deposed).toMatch(
      /^If Terraform has already created another key in its place, .* move its services, then apply/,
    );
  },
);

test('retain_if_used deletes a key that no service uses, and says how long to keep the KMS key', async () => {
  const { state, problems, isThere } = await deleteUsed(0, { on_destroy: 'retain_if_used' });
  expect([state, isThere]).toEqual([null, false]);
  expect(problems).toEqual([
    expect.stringMatching(
      /^warning Keep the KMS key of a deleted key enabled: Key "acme-prod\/1b.*" for "projects\/acme.*" was deleted\. If a service ever used the key, keep the KMS key enabled until \d{4}-\d\d-\d\d: /,
    ),
  ]);
});
