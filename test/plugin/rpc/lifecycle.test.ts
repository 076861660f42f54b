/** A whole provider through its handlers, as core drives it: values as msgpack, private data and identities passed on. */

import { unknown } from '../../../src/plugin';
import { decodeValue } from '../../../src/plugin/wire/msgpack';
import { Core } from '../../support/terraform/core';
import { memoryStore, sampleProvider } from '../../support/terraform/sample-provider';

const everything = {
  name: 'a',
  size: 5,
  list: ['x', 'y'],
  set: ['p', 'q'],
  map: { k: 'v', __proto__x: 'w' },
  object: { host: 'h', port: 443 },
  secret: 'shh',
  code: 'ABC',
  owner: { name: 'me', email: null },
  nodes: [{ name: 'n1', address: null }],
  rules: [
    { port: 1, rule_id: null },
    { port: 2, rule_id: null },
  ],
  zones: { eu: { cidr: '10.0.0.0/8', gateway: null } },
  network: { cidr: '10.1.0.0/16', gateway: null },
  disk: [{ gigabytes: 10, device: null, option: [{ key: 'fast' }] }],
  tag: [{ key: 'k', value: null }],
  timeouts: { create: '1m', read: null, update: null, delete: null },
};

async function start() {
  const store = memoryStore();
  const core = new Core(sampleProvider(() => store));
  expect(await core.configure()).toEqual([]);
  return { store, core };
}

describe('the life of a resource', () => {
  test('a create plans computed attributes as unknown and stores what the provider returns', async () => {
    const { core } = await start();
    const plan = await core.plan('sample_thing', everything);
    expect(plan.problems).toEqual([]);
    expect(plan.planned).toMatchObject({
      id: unknown,
      enabled: true,
      revision: unknown,
      owner: { name: 'me', email: 'nobody@example.com' },
      nodes: [{ name: 'n1', address: unknown }],
      rules: expect.arrayContaining([{ port: 1, rule_id: unknown }]),
      zones: { eu: { cidr: '10.0.0.0/8', gateway: unknown } },
      network: { cidr: '10.1.0.0/16', gateway: unknown },
      disk: [{ gigabytes: 10, device: unknown, option: [{ key: 'fast' }] }],
    });
    const applied = await core.apply('sample_thing', plan);
    expect(applied.problems).toEqual([]);
    expect(applied.state).toMatchObject({
      id: 'thing-a',
      revision: 1,
      nodes: [{ name: 'n1', address: 'n1.example.com' }],
      disk: [{ device: '/dev/sd0' }],
    });
  });

  test('a plan without changes plans the prior state and checks an action of "none"', async () => {
    const { core, store } = await start();
    const stored = await core.put('sample_thing', everything);
    await core.configure();
    const plan = await core.plan('sample_thing', everything, stored);
    expect(plan.planned).toEqual(stored.state);
    expect(plan.requiresReplace).toEqual([]);
    expect(store.signals).toEqual(['check-create', 'check-none']);
  });

  test('an update keeps the prior values that it may keep and plans the rest as unknown, in nested attributes and blocks too', async () => {
    const { core } = await start();
    const stored = await core.put('sample_thing', everything);
    const nodes = [...everything.nodes, { name: 'n2', address: null }];
    const rules = [
      { port: 2, rule_id: null },
      { port: 3, rule_id: null },
    ];
    const plan = await core.plan('sample_thing', { ...everything, size: 6, nodes, rules }, stored);
    expect(plan.problems).toEqual([]);
    expect(plan.requiresReplace).toEqual([]);
    expect(plan.planned).toMatchObject({
      id: 'thing-a',
      note: 'made here',
      revision: unknown,
      nodes: [
        { name: 'n1', address: 'n1.example.com' },
        { name: 'n2', address: unknown },
      ],
      rules: expect.arrayContaining([
        { port: 2, rule_id: 'rule-2' },
        { port: 3, rule_id: unknown },
      ]),
      zones: { eu: { gateway: unknown } },
      disk: [{ device: '/dev/sd0' }],
    });
    const applied = await core.apply('sample_thing', plan);
    expect(applied.problems).toEqual([]);
    expect(applied.state).toMatchObject({ revision: 2, size: 6 });
  });

  test('a replacement names its attribute, and its second plan is a create', async () => {
    const { core, store } = await start();
    const stored = await core.put('sample_thing', everything);
    await core.configure();
    const { first, second } = await core.planReplacement('sample_thing', { ...everything, name: 'b' }, stored);
    expect(first.requiresReplace).toEqual(['name']);
    expect((await core.plan('sample_thing', { ...everything, size: 4 }, stored)).requiresReplace).toEqual(['size']);
    expect(second.planned).toMatchObject({ id: unknown });
    const replacement = 'check-create for thing-a';
    expect(store.signals).toEqual(['check-create', 'check-replace', replacement, 'check-replace']);
  });

  test('a forced replacement is recognized although its first plan changes nothing; its private data does not reach the state', async () => {
    const { core, store } = await start();
    const stored = await core.put('sample_thing', everything);
    await core.configure();
    const { second } = await core.planReplacement('sample_thing', everything, stored, { isForced: true });
    expect(store.signals.slice(1)).toEqual(['check-none', 'check-create for thing-a']);
    // As for the new object: neither the note nor the mark of the old one.
    expect((await core.apply('sample_thing', second)).private).toEqual(stored.private);
    const update = await core.plan('sample_thing', { ...everything, size: 6 }, stored);
    expect((await core.apply('sample_thing', update)).private).toEqual(stored.private);
  });

  test('a plan after the first change is part of an apply', async () => {
    const { core, store } = await start();
    const stored = await core.put('sample_thing', everything);
    await core.plan('sample_thing', everything, stored);
    expect(store.signals).toEqual(['check-create', 'check-none again']);
  });

  test('a plan before that is recognized as part of an apply only by the private data that Terraform 1.16 returns, not by the capability to defer', async () => {
    const { core, store } = await start();
    await core.plan('sample_thing', everything, undefined, { deferralAllowed: true });
    const plan = await core.plan('sample_thing', everything, undefined, { storePlannedPrivate: true });
    await core.plan('sample_thing', everything, undefined, { plannedPrivate: plan.private });
    expect(store.signals).toEqual(['check-create', 'check-create', 'check-create again']);
    const stored = await core.put('sample_thing', everything);
    await core.configure();
    const { second } = await core.planReplacement('sample_thing', everything, stored, { isForced: true });
    await core.plan('sample_thing', everything, undefined, { plannedPrivate: second.private });
    expect(store.signals.at(-1)).toBe('check-create for thing-a again');
  });

  test('a destroy plans null, is checked, and deletes', async () => {
    const { core, store } = await start();
    const stored = await core.put('sample_thing', everything);
    await core.configure();
    const plan = await core.plan('sample_thing', null, stored);
    expect(plan.planned).toBeNull();
    expect(store.signals.at(-1)).toBe('check-delete');
    expect(await core.apply('sample_thing', plan)).toMatchObject({ state: null, problems: [] });
    expect(store.list()).toEqual([]);
  });

  test('deleting an object that no longer exists succeeds, and reading it returns null', async () => {
    const { core, store } = await start();
    const stored = await core.put('sample_thing', everything);
    store.delete('thing-a');
    expect(await core.read('sample_thing', stored)).toMatchObject({ state: null, problems: [] });
    expect(await core.put('sample_thing', null, stored)).toMatchObject({ state: null });
  });

  test('private state reaches the next read', async () => {
    const { core } = await start();
    const stored = await core.put('sample_thing', everything);
    const read = await core.read('sample_thing', stored);
    expect(read.state).toMatchObject({ note: 'made here' });
    expect(Buffer.from(read.private).toString()).toBe('{"note":"made here"}');
    const without = await core.read('sample_thing', { state: stored.state, private: new Uint8Array() });
    expect(without.state).toMatchObject({ note: 'imported' });
    const again = await core.put('sample_thing', { ...everything, size: 7 }, stored);
    expect((await core.read('sample_thing', again)).state).toMatchObject({ note: 'made here' });
  });

  test('a value that is semantically equal to the stored one is a no-op', async () => {
    const { core } = await start();
    const stored = await core.put('sample_thing', everything);
    expect((await core.plan('sample_thing', { ...everything, code: 'abc' }, stored)).planned).toEqual(stored.state);
    expect((await core.plan('sample_thing', { ...everything, code: 'abd' }, stored)).planned).toMatchObject({
      code: 'abd',
    });
  });

  test('an unknown configuration value stays unknown, also inside collections', async () => {
    const { core } = await start();
    const plan = await core.plan('sample_thing', {
      ...everything,
      size: unknown,
      list: ['x', unknown],
      map: unknown,
      owner: { name: unknown, email: null },
      nodes: unknown,
      tag: unknown,
      disk: [{ gigabytes: unknown, device: null, option: [{ key: unknown }] }],
    });
    expect(plan.problems).toEqual([]);
    expect(plan.planned).toMatchObject({
      size: unknown,
      list: ['x', unknown],
      map: unknown,
      owner: { name: unknown },
      nodes: unknown,
      tag: unknown,
      disk: [{ gigabytes: unknown, option: [{ key: unknown }] }],
    });
  });

  test('an identity comes with a created object', async () => {
    const { core } = await start();
    const { identity } = await core.put('sample_thing', { name: 'a' });
    expect(decodeValue(['object', { id: 'string' }], identity as Uint8Array)).toEqual({ id: 'thing-a' });
  });

  test('a resource without an update plans replacements only', async () => {
    const { core } = await start();
    const stored = await core.put('sample_plain', { text: 'a' });
    expect(stored.state).toEqual({ text: 'a', left: 'left of a' });
    expect((await core.plan('sample_plain', { text: 'b' }, stored)).requiresReplace).toEqual(['text']);
  });
});

describe('what goes wrong', () => {
  test('a result that differs from the plan is stored, and reported at the attribute without sensitive values', async () => {
    const { core } = await start();
    const plan = await core.plan('sample_thing', { ...everything, name: 'inconsistent' });
    const { state, problems } = await core.apply('sample_thing', plan);
    expect(problems).toEqual([
      expect.stringMatching(
        /^error Inconsistent result after apply: After the create, attribute size is 99, but was planned as 5\..* @size$/,
      ),
      expect.stringMatching(/attribute secret differs from the plan \(sensitive values\)[^@]*$/),
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/shh|leaked/);
    expect(state).toMatchObject({ id: 'thing-inconsistent', size: 99 });
  });

  test('an unknown value in a result is reported at the attribute, and null in the state', async () => {
    const { core } = await start();
    const { state, problems } = await core.apply('sample_plain', await core.plan('sample_plain', { text: 'unknown' }));
    expect(problems).toEqual([
      expect.stringMatching(
        /^error Provider returned an unknown value: Attribute left is still unknown after the create.* @left$/,
      ),
    ]);
    expect(state).toEqual({ text: 'unknown', left: null });
  });

  test('a create that fails halfway keeps the saved state', async () => {
    const { core } = await start();
    const plan = await core.plan('sample_thing', { ...everything, name: 'halfway' });
    const { state, problems, ...kept } = await core.apply('sample_thing', plan);
    expect(problems).toEqual(['error Failed halfway: It exists, but is not complete. @name']);
    expect(state).toMatchObject({ id: 'thing-halfway', name: 'halfway', size: 5, revision: null });
    expect(Buffer.from(kept.private).toString()).toBe('{"note":"made here"}');
  });

  test('an update that fails keeps the saved state, or else the prior state', async () => {
    const { core } = await start();
    const stored = await core.put('sample_thing', everything);
    const halfway = await core.plan('sample_thing', { ...everything, size: 6, list: ['fails after saving'] }, stored);
    const saved = await core.apply('sample_thing', halfway);
    expect(saved.problems).toEqual(['error Failed halfway: Only the size has changed.']);
    expect(saved.state).toEqual({ ...stored.state, size: 6 });
    const atOnce = await core.plan('sample_thing', { ...everything, size: 6, list: ['fails'] }, stored);
    expect((await core.apply('sample_thing', atOnce)).state).toEqual(stored.state);
  });

  test('StopProvider aborts a waiting create and responds immediately', async () => {
    const { core, store } = await start();
    const plan = await core.plan('sample_thing', { name: 'waits' });
    const applied = core.apply('sample_thing', plan);
    while (!store.signals.includes('waiting')) await new Promise(setImmediate);
    expect(await core.handlers.StopProvider()).toEqual({});
    expect(await applied).toMatchObject({
      state: null,
      problems: ['error Failed to create sample_thing: Terraform stopped the operation.'],
    });
  });

  test('a change that arrives after StopProvider does not start', async () => {
    const { core, store } = await start();
    const stored = await core.put('sample_thing', { name: 'a' });
    const [create, destroy] = [
      await core.plan('sample_thing', { name: 'b' }),
      await core.plan('sample_thing', null, stored),
    ];
    await core.handlers.StopProvider();
    expect(await core.apply('sample_thing', create)).toMatchObject({ state: null });
    expect(await core.apply('sample_thing', destroy)).toMatchObject({ state: stored.state });
    expect(store.list()).toEqual(['thing-a']);
  });

  test('an unknown type is a diagnostic in every call', async () => {
    const { core } = await start();
    const request = { typeName: 'sample_other', config: undefined, clientCapabilities: undefined };
    const messages = [
      (await core.handlers.ValidateResourceConfig(request, core.call)).diagnostics,
      (await core.handlers.ReadDataSource({ ...request, providerMeta: undefined }, core.call)).diagnostics,
    ];
    for (const diagnostics of messages) {
      expect(diagnostics).toEqual([
        expect.objectContaining({
          severity: 1,
          summary: expect.stringMatching(/^Unknown (Resource Type|Data Source)$/),
        }),
      ]);
    }
  });

  test('an operation that needs the session of an unconfigured provider fails with a diagnostic', async () => {
    const core = new Core(sampleProvider(() => memoryStore()));
    const { problems } = await core.plan('sample_thing', { name: 'a' });
    expect(problems).toEqual([expect.stringMatching(/^error Provider Not Configured: /)]);
  });

  test('a malformed request ends the call with a status, not a diagnostic', async () => {
    const { core } = await start();
    const config = { msgpack: Uint8Array.of(0xc1), json: new Uint8Array() };
    await expect(
      core.handlers.ValidateResourceConfig(
        { typeName: 'sample_thing', config, clientCapabilities: undefined },
        core.call,
      ),
    ).rejects.toMatchObject({ name: 'ValueError', code: 3 });
  });
});
