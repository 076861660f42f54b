/** Generated HCL: what stands in it, and that Terraform itself takes it for well laid out. */

import fc from 'fast-check';
import { type Adoption, addTo, hclFormat, identifyKeys } from '../../../src/cli/adopt';
import { readHclFile } from '../../../src/cli/adopt/hcl-read';
import { withTerraform } from '../../support/terraform/terraform';
import { adoptionOf, cmk, everything, gcpKey, idOf, secret, service, whole } from './found';
import { hostileText, hostileTexts } from './hostile';

const write = (adoptions: readonly Adoption[], before?: string, files: Readonly<Record<string, string>> = versions) =>
  hclFormat.add(before, adoptions, surroundings(files));

const surroundings = (files: Readonly<Record<string, string>>) => ({
  neighbours: Object.entries(files).map(([name, text]) => ({ name, ...readHclFile(text) })),
  modulePath: './adopted',
  packageName: 'aiven-byok',
});

const said = (entries: string) => ({ 'versions.tf': `terraform {\n  required_providers {\n${entries}\n  }\n}\n` });
const versions = said('aiven = { source = "npm.internal/aiven-byok/aiven" }');

const labels = (text: string) =>
  [...text.matchAll(/^resource "aiven_(\w+)" "(\w+)"/gm)].map(([, type, label]) => `${type}.${label}`);

test('a key, its import and the service that is bound to it', () => {
  const found = { cmks: [cmk(1, gcpKey('orders'), { defaultCmk: true })], services: [service('orders-db', idOf(1))] };
  expect(write([adoptionOf(found)])).toContain(`
import {
  to = aiven_cmk.orders
  id = "acme-prod/${idOf(1)}"
}

resource "aiven_cmk" "orders" {
  project      = "acme-prod"
  cmk_provider = "gcp"
  resource     = "${gcpKey('orders')}"
  default_cmk  = true

  lifecycle {
    create_before_destroy = true
  }
}

import {
  to = aiven_cmk_service_association.orders_db
  id = "acme-prod/orders-db"
}

resource "aiven_cmk_service_association" "orders_db" {
  project      = "acme-prod"
  service_name = "orders-db"
  cmk_id       = aiven_cmk.orders.cmk_id
}
`);
});

test('the provider is said once: here, unless another file of the folder does', () => {
  const adoption = adoptionOf({ cmks: [cmk(1)] });
  expect(write([adoption], undefined, {})).toContain('source  = "npm.internal/aiven-byok/aiven"');
  expect(write([adoption])).not.toContain('required_providers');
});

test('next to the official provider, things come under the name that ours has there', () => {
  const official = 'aiven = { source = "aiven/aiven" }';
  const both = said(`${official}\naiven-byok = { source = "npm.internal/aiven-byok/aiven" }`);
  const found = { cmks: [cmk(1)], services: [service('a', idOf(1)), service('b')] };
  const text = write([adoptionOf(found, whole)], undefined, both);
  expect(text.match(/^resource /gm)).toHaveLength(3);
  expect(text.match(/^ {2}provider +=\s+aiven-byok$/gm)).toHaveLength(3);
  expect(text).not.toContain('required_providers');
});

test.each([
  ['the official one', 'aiven = { source = "aiven/aiven" }', 'says that aiven is "aiven/aiven"'],
  ['the one that Terraform makes of a version', 'aiven = "~> 4.0"', 'says that aiven is "hashicorp/aiven"'],
  ['none', '# aiven = { source = "npm.internal/aiven-byok/aiven" }', 'does not name that of aiven-byok'],
])('where the folder names %s, nothing is written', (_, entries, reason) => {
  expect(() => write([adoptionOf({ cmks: [cmk(1)] })], undefined, said(entries))).toThrow(
    `The required_providers of versions.tf ${reason}`,
  );
});

test('comments and strings do not name a provider', () => {
  const files = { 'a.tf': '# required_providers {}\nlocals {\n  a = "required_providers { aiven = 1 }"\n}\n' };
  expect(write([adoptionOf({ cmks: [cmk(1)] })], undefined, files)).toContain('required_providers {\n    aiven = {');
});

test('what an earlier run wrote does not pass to the official provider unnoticed', () => {
  const before = write([adoptionOf({ cmks: [cmk(1)] })]);
  const both = said('aiven = { source = "aiven/aiven" }\nbyok = { source = "npm.internal/aiven-byok/aiven" }');
  expect(() => hclFormat.check(before, surroundings(both))).toThrow(
    'aiven_cmk.key_1 in adopted.tf would run under the provider "aiven/aiven"',
  );
});

test('a file that lost its provider gets it back', () => {
  const before = write([adoptionOf({ cmks: [cmk(1)] })]);
  const after = write([adoptionOf({ project: 'other', cmks: [cmk(2)] })], before, {});
  expect(after.startsWith(before)).toBe(true);
  expect(after.match(/required_providers/g)).toHaveLength(1);
});

test('no label is given that another file of the folder has', () => {
  const files = { ...versions, 'main.tf': 'resource "aiven_cmk" "orders" {\n}\nresource "aiven_pg" "a" {\n}\n' };
  const found = { cmks: [cmk(1, gcpKey('orders'))], services: [service('a', idOf(1))] };
  expect(labels(write([adoptionOf(found)], undefined, files))).toEqual(['cmk.orders_2', 'cmk_service_association.a']);
});

test('without its imports, the file still says what is here', () => {
  const cmks = [cmk(1, gcpKey('orders')), cmk(2, gcpKey('orders')), cmk(3)];
  const services = [service('a', idOf(1)), service('b')];
  const before = write([adoptionOf({ cmks: cmks.slice(0, 2), services }, whole)]);
  const bare = before.replace(/^import \{[^}]*\}\n/gm, '');
  expect(bare).not.toContain('import {');
  const written = hclFormat.read(bare);
  identifyKeys(written, adoptionOf({ cmks }));
  expect([...written.keys]).toEqual([
    [`acme-prod/${idOf(1)}`, 'aiven_cmk.orders'],
    [`acme-prod/${idOf(2)}`, 'aiven_cmk.orders_2'],
  ]);
  expect(written.services).toEqual(new Set(['acme-prod/a', 'acme-prod/b']));
  const next = adoptionOf({ cmks, services: [...services, service('c', idOf(2))] }, everything, written);
  const after = write([next], bare);
  expect(labels(after)).toEqual([
    'cmk.orders',
    'cmk.orders_2',
    'pg.a',
    'pg.b',
    'cmk.key_3',
    'cmk_service_association.c',
  ]);
  expect(after).toContain('cmk_id       = aiven_cmk.orders_2.cmk_id');
});

test('line ends stay as they are', () => {
  const before = write([adoptionOf({ cmks: [cmk(1)] })]).replaceAll('\n', '\r\n');
  const after = addTo(hclFormat, before, [adoptionOf({ cmks: [cmk(2)] })], surroundings(versions));
  expect(after).toContain(`id = "acme-prod/${idOf(2)}"\r\n}\r\n`);
  expect(after).not.toMatch(/[^\r]\n/);
  expect(after.split('\r\n')).toEqual(expect.arrayContaining(before.split('\r\n')));
});

test('what is commented out is not here', () => {
  const found = { cmks: [cmk(1)], services: [service('a', idOf(1))] };
  const text = write([adoptionOf(found)]);
  for (const out of [text.replace(/^/gm, '# '), `/*\n${text}*/`]) {
    expect(hclFormat.read(out)).toMatchObject({ keys: new Map(), services: new Set(), unnamed: new Map() });
  }
});

test('a name that an earlier run put the project before stays so', () => {
  const cmks = [cmk(1, gcpKey('orders'))];
  const before = write([adoptionOf({ cmks }), adoptionOf({ project: 'other', cmks })]);
  const more = adoptionOf({ cmks: [...cmks, cmk(2, gcpKey('orders'))] }, everything, hclFormat.read(before));
  expect(labels(write([more], before))).toContain('cmk.acme_prod_orders_2');
});

test('a name that two projects have gets the project before it; one that a project has twice, a number', () => {
  const cmks = [cmk(1, gcpKey('orders')), cmk(2, gcpKey('orders')), cmk(3, gcpKey('own'))];
  const both = [adoptionOf({ cmks }), adoptionOf({ project: '2024_Test', cmks: cmks.slice(0, 1) })];
  expect(labels(write(both))).toEqual([
    'cmk.acme_prod_orders',
    'cmk.acme_prod_orders_2',
    'cmk.own',
    'cmk.project_2024_test_orders',
  ]);
});

test('a later run adds what is new where it belongs, and leaves every line that was there', () => {
  const cmks = [cmk(1, gcpKey('orders'))];
  const before = write([adoptionOf({ cmks }), adoptionOf({ project: 'other', cmks: [cmk(9)] })]);
  const written = hclFormat.read(before);
  const more = { cmks: [...cmks, cmk(2, gcpKey('orders'))], services: [service('a', idOf(1)), service('b', idOf(2))] };
  const third = adoptionOf({ project: 'third', cmks });
  const after = write([adoptionOf(more, everything, written), third], before);
  expect(labels(after)).toEqual([
    'cmk.orders',
    'cmk.acme_prod_orders',
    'cmk_service_association.a',
    'cmk_service_association.b',
    'cmk.key_9',
    'cmk.third_orders',
  ]);
  expect(after).toContain('cmk_id       = aiven_cmk.orders.cmk_id');
  expect(after).toContain('cmk_id       = aiven_cmk.acme_prod_orders.cmk_id');
  expect(after.split('\n')).toEqual(expect.arrayContaining(before.split('\n')));
});

test('a key that is not in the file is named by its id', () => {
  const found = { cmks: [cmk(1)], services: [service('a', idOf(1))] };
  expect(write([adoptionOf(found, { ...everything, keys: false })])).toContain(`cmk_id       = "${idOf(1)}"`);
});

test('a service comes with what somebody decided, and with no secret', () => {
  const more = { tags: { team: 'a' }, techEmails: ['a@b.c'], staticIps: ['ip2', 'ip1'], terminationProtection: true };
  const text = write([adoptionOf({ services: [service('a', null, more)] }, whole)]);
  expect(text).toContain(`resource "aiven_pg" "a" {
  project                 = "acme-prod"
  service_name            = "a"
  plan                    = "startup-4"
  cloud_name              = "google-europe-west1"
  maintenance_window_dow  = "sunday"
  maintenance_window_time = "10:00:00"
  termination_protection  = true
  static_ips              = ["ip1", "ip2"]

  tag {
    key   = "team"
    value = "a"
  }

  tech_emails {
    email = "a@b.c"
  }
}
`);
  expect(text).not.toContain(secret);
});

test('whatever tags and addresses say, Terraform finds the file well-formed and well laid out', async () => {
  const texts = [...hostileTexts, ...fc.sample(hostileText, { numRuns: 100, seed: 11 })];
  const services = texts.map((text, index) =>
    service(`s${index}`, index % 2 ? idOf(1) : null, { tags: { [text]: text, plain: text }, techEmails: [text] }),
  );
  const cmks = ['class', '1', 'orders', 'Orders'].map((name, index) => cmk(index, gcpKey(name)));
  const list = [adoptionOf({ cmks, services }, whole), adoptionOf({ project: 'other', cmks, services })];
  await withTerraform({ files: { 'adopted.tf': write(list, undefined, {}) } }, async (tf) => {
    const { stdout } = await tf.run(['fmt', '-check', '-diff', 'adopted.tf'], { mayFail: true });
    expect(stdout).toBe('');
  });
});
