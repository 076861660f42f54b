/** The plugin server with the sample provider under the real Terraform: every schema feature, and every kind of failure. */

import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary';
import { testWith } from '../support/terraform/binary';
import { bundleProgram } from '../support/terraform/bundle';
import { fileStore } from '../support/terraform/sample-provider';
import { type TerraformOptions, type TerraformRun, withTerraform } from '../support/terraform/terraform';

const build = mkdtempSync(join(tmpdir(), 'sample-provider-'));
const providerFile = join(build, 'terraform-provider-sample');

beforeAll(() => bundleProgram('test/support/terraform/sample-main.ts', providerFile));
afterAll(() => rmSync(build, { recursive: true, force: true }));

/** Runs with a store in the test's folder. */
async function withSample(
  files: string,
  use: (tf: TerraformRun, store: ReturnType<typeof fileStore>) => Promise<void>,
  options: Partial<TerraformOptions> = {},
): Promise<void> {
  const folder = temporaryFolder();
  const provider = `provider "sample" {\n  folder = ${JSON.stringify(folder)}\n}\n`;
  const named = { 'provider.tf': provider, 'main.tf': files };
  await withTerraform({ providerFile, address: 'npm.invalid/test/sample', files: named, ...options }, (tf) =>
    use(tf, fileStore(folder)),
  );
}

const everything = `
resource "terraform_data" "seed" {
  input = { text = "from another resource", number = 7, list = ["l1", "l2"] }
}

resource "sample_thing" "a" {
  name     = "everything"
  size     = terraform_data.seed.output.number
  list     = ["plain", terraform_data.seed.output.text, "pre-\${terraform_data.seed.id}"]
  set      = ["s1", terraform_data.seed.output.text]
  map      = { known = "k", later = terraform_data.seed.output.text }
  object   = { host = terraform_data.seed.output.text, port = 443 }
  anything = { nested = [1, "two", { three = terraform_data.seed.output.number }] }
  secret   = "shh-do-not-show"
  code     = "ABC"
  owner    = { name = terraform_data.seed.output.text }
  nodes    = [{ name = "n1" }, { name = terraform_data.seed.output.text }]
  rules    = [{ port = 80 }, { port = terraform_data.seed.output.number }]
  zones    = { eu = { cidr = "10.0.0.0/8" }, us = { cidr = terraform_data.seed.output.text } }

  timeouts {
    create = "1m"
  }
  network {
    cidr = terraform_data.seed.output.text
  }
  disk {
    gigabytes = terraform_data.seed.output.number
    option {
      key = "fast"
    }
  }
  dynamic "disk" {
    for_each = terraform_data.seed.output.list
    content {
      gigabytes = length(disk.value)
    }
  }
  tag {
    key   = "k"
    value = terraform_data.seed.output.text
  }
  tag {
    key = "only"
  }
}
`;

const thing = (body: string) => `resource "sample_thing" "a" {\n${body}\n}\n`;

describe('the plugin server under Terraform', () => {
  test('a resource with every schema feature is created from values unknown at plan, and the next plan has no changes', async () => {
    await withSample(everything, async (tf) => {
      await tf.validate();
      expect((await tf.plan()).changes).toBe(true);
      const applied = await tf.apply();
      expect(applied.stdout).toContain('2 added, 0 changed, 0 destroyed');
      expect(applied.text).not.toContain('shh-do-not-show');
      const values = (await tf.resource('sample_thing.a'))?.values;
      expect(values).toMatchObject({
        id: 'thing-everything',
        size: 7,
        enabled: true,
        map: { known: 'k', later: 'from another resource' },
        object: { host: 'from another resource', port: 443 },
        anything: { nested: [1, 'two', { three: 7 }] },
        owner: { name: 'from another resource', email: 'nobody@example.com' },
        nodes: [
          { name: 'n1', address: 'n1.example.com' },
          { name: 'from another resource', address: 'from another resource.example.com' },
        ],
        rules: [
          { port: 7, rule_id: 'rule-7' },
          { port: 80, rule_id: 'rule-80' },
        ],
        zones: { eu: { gateway: 'gw-10.0.0.0/8' }, us: { gateway: 'gw-from another resource' } },
        network: { gateway: 'gw-from another resource' },
        disk: [
          { gigabytes: 7, device: '/dev/sd0', option: [{ key: 'fast' }] },
          { gigabytes: 2, device: '/dev/sd1' },
          { gigabytes: 2, device: '/dev/sd2' },
        ],
        timeouts: { create: '1m', delete: null },
        note: 'made here',
      });
      expect((await tf.plan()).changes).toBe(false);
    });
  });

  test('an update keeps the ID; a smaller size or another name replaces the resource; a destroy deletes it', async () => {
    await withSample(thing('name = "one"\nsize = 5'), async (tf, store) => {
      await tf.apply();
      await tf.write({ 'main.tf': thing('name = "one"\nsize = 6') });
      await tf.plan();
      const update = (await tf.showPlan()).resource_changes?.[0]?.change;
      expect(update).toMatchObject({
        actions: ['update'],
        after: { id: 'thing-one', size: 6 },
        after_unknown: { revision: true },
      });
      await tf.apply();
      expect((await tf.resource('sample_thing.a'))?.values).toMatchObject({ size: 6, revision: 2 });

      await tf.write({ 'main.tf': thing('name = "one"\nsize = 4') });
      await tf.plan();
      expect((await tf.showPlan()).resource_changes?.[0]?.change).toMatchObject({
        actions: ['delete', 'create'],
        replace_paths: [['size']],
      });
      await tf.write({ 'main.tf': thing('name = "two"\nsize = 6') });
      expect((await tf.apply()).stdout).toContain('1 added, 0 changed, 1 destroyed');
      expect(store.list()).toEqual(['thing-two']);
      expect((await tf.plan()).changes).toBe(false);
      await tf.destroy();
      expect(store.list()).toEqual([]);
    });
  });

  test('every replacement but that of a tainted object is recognized, and the next plan has no changes', async () => {
    const body = (name: string, more = '') =>
      `resource "terraform_data" "trigger" {\n  input = "${more}"\n}\n${thing(`name = "${name}"\nlifecycle {\n  replace_triggered_by = [terraform_data.trigger]\n}`)}`;
    await withSample(body('one'), async (tf, store) => {
      await tf.apply();
      const isRecognized = (id: string) => store.takeSignal(`check-create for ${id}`);
      await tf.write({ 'main.tf': body('two') });
      await tf.apply();
      expect(isRecognized('thing-one')).toBe(true);
      await tf.apply(['-replace=sample_thing.a']);
      expect(isRecognized('thing-two')).toBe(true);
      await tf.write({ 'main.tf': body('two', 'again') });
      await tf.apply();
      expect(isRecognized('thing-two')).toBe(true);
      expect((await tf.plan()).changes).toBe(false);
      await tf.run(['taint', 'sample_thing.a']);
      expect((await tf.apply()).stdout).toContain('1 added, 0 changed, 1 destroyed');
      expect(isRecognized('thing-two')).toBe(false);
      const state = await readFile(join(tf.folder, 'terraform.tfstate'), 'utf8');
      const [, bytes = ''] = /"private": ?"(.*?)"/.exec(state) ?? [];
      expect(Buffer.from(bytes, 'base64').toString()).toBe('{"note":"made here"}');
    });
  });

  test('nested attributes, blocks and a dynamic attribute are updated in place, the last one to another type', async () => {
    const body = (anything: string, ports: string, disks: string) =>
      thing(`name = "n"\nanything = ${anything}\nrules = ${ports}\n${disks}`);
    const disk = (size: number) => `disk {\ngigabytes = ${size}\n}\n`;
    await withSample(body('"text"', '[{ port = 1 }, { port = 2 }]', disk(1)), async (tf) => {
      await tf.apply();
      const steps = [
        body('12345678901234567890', '[{ port = 2 }, { port = 3 }]', disk(1) + disk(2)),
        body('{ a = [1, { b = true }] }', '[{ port = 3 }]', disk(2)),
        body('null', '[]', ''),
        body('["x", "y"]', 'null', disk(1)),
      ];
      for (const step of steps) {
        await tf.write({ 'main.tf': step });
        expect((await tf.apply()).stdout).toContain('0 added, 1 changed, 0 destroyed');
        expect((await tf.plan()).changes).toBe(false);
      }
      expect((await tf.resource('sample_thing.a'))?.values).toMatchObject({
        anything: ['x', 'y'],
        disk: [{ device: '/dev/sd0' }],
      });
    });
  });

  testWith('integers of 2^63 and more')(
    'big integers and long decimals keep their precision through plan, apply and the next plan',
    async () => {
      const numbers = ['9007199254740993', '123456789012345678901234.567891', '0.1', '-1e-40', '36893488147419103232'];
      const files = `
locals {
  numbers = [${numbers.join(', ')}]
}
resource "sample_thing" "a" {
  count    = ${numbers.length}
  name     = "big-\${count.index}"
  size     = local.numbers[count.index]
  anything = { n = local.numbers[count.index] }
}
output "same" {
  value = alltrue([for i, n in local.numbers : sample_thing.a[i].size == n && sample_thing.a[i].anything.n == n])
}`;
      await withSample(files, async (tf) => {
        await tf.apply();
        expect((await tf.show()).values?.outputs?.same?.value).toBe(true);
        expect((await tf.plan()).changes).toBe(false);
      });
    },
  );

  test('an import, by command or by block, is followed by a plan without changes', async () => {
    await withSample(thing('name = "there"'), async (tf, store) => {
      store.set('thing-there', { name: 'there', revision: 3 });
      await tf.import('sample_thing.a', 'thing-there');
      expect((await tf.plan()).changes).toBe(false);
      await tf.run(['state', 'rm', 'sample_thing.a']);
      await tf.write({ 'import.tf': 'import {\n  to = sample_thing.a\n  id = "thing-there"\n}\n' });
      expect((await tf.apply()).stdout).toContain('1 imported, 0 added, 0 changed, 0 destroyed');
      await tf.write({ 'other.tf': 'resource "sample_thing" "b" {\n  name = "b"\n}\n' });
      expect((await tf.import('sample_thing.b', 'nonsense', { mayFail: true })).text).toContain('expected thing-NAME');
    });
  });

  testWith('moved blocks between resource types')('a moved block moves an object of another type', async () => {
    await withSample('resource "sample_plain" "a" {\n  text = "x"\n}\n', async (tf, store) => {
      await tf.apply();
      store.set('thing-x', { name: 'x', revision: 1 });
      await tf.write({
        'main.tf': `${thing('name = "x"')}moved {\n  from = sample_plain.a\n  to   = sample_thing.a\n}\n`,
      });
      expect((await tf.apply()).stdout).toContain('0 added, 0 changed, 0 destroyed');
      expect((await tf.resource('sample_thing.a'))?.values).toMatchObject({ id: 'thing-x', revision: 1 });
    });
  });

  test('a resource that was deleted outside Terraform is planned again', async () => {
    await withSample(thing('name = "away"'), async (tf, store) => {
      await tf.apply();
      store.delete('thing-away');
      expect((await tf.plan()).stdout).toContain('1 to add, 0 to change, 0 to destroy');
      await tf.destroy();
    });
  });

  test('invalid, deprecated and read-only input is reported at its line', async () => {
    const bad = thing('name = "bad"\nold = "x"\nid = "mine"\nowner = { name = "o" }\ntimeouts {\ncreate = "soon"\n}');
    await withSample(bad, async (tf) => {
      const { text } = await tf.validate({ mayFail: true });
      expect(text).toMatch(
        /Error: Invalid name .*in resource "sample_thing" "a": .*name = "bad" .*"bad" is not a name for a thing/,
      );
      expect(text).toMatch(/Warning: Attribute Deprecated .*old = "x" .*Use `name` instead/);
      expect(text).toMatch(/Invalid Configuration for Read-Only Attribute .*id = "mine"/);
      expect(text).toMatch(/Invalid timeouts\.create .*"soon" is not a duration/);
    });
  });

  test('a plan shows the warnings of a check', async () => {
    await withSample(thing('name = "warned"'), async (tf) => {
      expect((await tf.plan()).text).toMatch(/Warning: This thing is warned about .*It is planned for: create\./);
    });
  });

  test('a result that differs from the plan is an error of the provider, and the resource is kept as tainted', async () => {
    await withSample(thing('name = "inconsistent"\nsize = 1\nsecret = "shh-do-not-show"'), async (tf) => {
      const { code, text } = await tf.apply([], { mayFail: true });
      expect(code).toBe(1);
      expect(text).toMatch(/Error: Inconsistent result after apply .*attribute size is 99, but was planned as 1\./);
      expect(text).not.toContain('Provider produced inconsistent result');
      expect(text).not.toContain('shh-do-not-show');
      expect(await tf.resource('sample_thing.a')).toMatchObject({
        tainted: true,
        values: { id: 'thing-inconsistent' },
      });
    });
  });

  test('a partly failed create leaves a tainted resource, which the next apply replaces', async () => {
    await withSample(thing('name = "halfway"'), async (tf, store) => {
      expect((await tf.apply([], { mayFail: true })).text).toContain('Error: Failed halfway');
      expect(await tf.resource('sample_thing.a')).toMatchObject({ tainted: true, values: { id: 'thing-halfway' } });
      await tf.write({ 'main.tf': thing('name = "whole"') });
      await tf.apply();
      expect(store.list()).toEqual(['thing-whole']);
    });
  });

  test('Ctrl-C stops a create that waits', async () => {
    await withSample(thing('name = "waits"'), async (tf) => {
      const run = tf.start(['apply', '-no-color', '-input=false', '-auto-approve'], { mayFail: true });
      await run.until('sample_thing.a: Creating...');
      run.child.kill('SIGINT');
      const { code, text } = await run.ended;
      expect(code).toBe(1);
      expect(text).toContain('Failed to create sample_thing');
      expect(text).not.toMatch(/did not respond|Plugin error/);
    });
  });

  test('a data source reads, and reports a missing object at its argument', async () => {
    const files = (id: string) =>
      `data "sample_thing" "a" {\n  id = "${id}"\n}\noutput "name" {\n  value = data.sample_thing.a.name\n}\n`;
    await withSample(files('thing-known'), async (tf, store) => {
      store.set('thing-known', { name: 'known', revision: 1 });
      await tf.apply();
      expect((await tf.show()).values?.outputs?.name?.value).toBe('known');
      await tf.write({ 'main.tf': files('thing-other') });
      expect((await tf.plan([], { mayFail: true })).text).toMatch(/Error: Thing not found .*id = "thing-other"/);
    });
  });

  test('a filesystem mirror installs the provider, and the lock file pins it', async () => {
    await withSample(
      thing('name = "mirrored"'),
      async (tf, store) => {
        expect((await tf.init()).stdout).toContain('Installed npm.invalid/test/sample v0.1.0');
        await tf.apply();
        expect(store.list()).toEqual(['thing-mirrored']);
        expect((await tf.plan()).changes).toBe(false);
        await tf.destroy();
      },
      { install: 'mirror' },
    );
  });
});
