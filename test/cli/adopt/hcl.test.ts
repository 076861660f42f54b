/** Generated HCL: its content, its labels, and that "terraform fmt" has nothing to change. */

import fc from 'fast-check';
import { hclFormat } from '../../../src/cli/adopt';
import type { AdoptedFile } from '../../../src/cli/adopt/files';
import { withTerraform } from '../../support/terraform/terraform';
import { asFile, cmk, everything, firstFile, gcpKey, idOf, nothing, planOf, secret, service, whole } from './found';
import { hostileText, hostileTexts } from './hostile';

type Found = Parameters<typeof firstFile>[1];
type Options = Parameters<typeof firstFile>[2];

const write = (found: Found, options?: Options) => firstFile(hclFormat, found, options);

/** Runs again in a folder with one file, and returns what that file becomes. */
function writeAgain(file: AdoptedFile, found: Found, options?: Options): AdoptedFile {
  const [again] = planOf(hclFormat, found, [file], options).writes;
  return again === undefined ? file : asFile(again);
}

const labels = ({ text }: { text: string }) =>
  [...text.matchAll(/^resource "aiven_(\w+)" "(\w+)"/gm)].map(([, type, label]) => `${type}.${label}`);

test('writes a key, its import, and the service that is bound to it', () => {
  const found = { cmks: [cmk(1, gcpKey('orders'), { defaultCmk: true })], services: [service('orders-db', idOf(1))] };
  expect(write([found]).text).toContain(`
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
  on_destroy   = "keep"
}
`);
});

test('lists every object in the header', () => {
  const found = { cmks: [cmk(1, gcpKey('orders'))], services: [service('orders-db', idOf(1)), service('plain')] };
  expect(write([found], { wanted: whole }).text).toContain(
    [
      `# aiven_cmk acme-prod ${idOf(1)} orders`,
      `# aiven_pg acme-prod orders-db orders_db ${idOf(1)}`,
      '# aiven_pg acme-prod plain plain',
      '',
    ].join('\n'),
  );
});

test('the first file declares the provider, unless it has a name already', () => {
  const found = [{ cmks: [cmk(1)] }];
  const first = write(found);
  expect(first.text).toContain('    aiven = {\n      source  = "npm.invalid/aiven-byok/aiven"');
  const named = write(found, { providerName: 'aiven' });
  expect(named.text).not.toContain('required_providers');
  expect(named.text).not.toMatch(/^ +provider /m);
  // Only one file of a folder may declare it.
  const edited = asFile({ ...first }, (text) => `${text}# mine\n`);
  const [second] = planOf(hclFormat, [{ cmks: [cmk(1), cmk(2)] }], [edited]).writes;
  expect(second).toMatchObject({ name: 'adopted-2.tf', text: expect.not.stringContaining('required_providers') });
  expect(second?.text).not.toMatch(/^ +provider /m);
});

test('the name of the provider is on every resource, and the next run remembers it', () => {
  const found = { cmks: [cmk(1)], services: [service('a', idOf(1)), service('b')] };
  const named = write([found], { wanted: whole, providerName: 'aiven-byok' });
  const count = ({ text }: AdoptedFile) => text.match(/^ {2}provider +=\s+aiven-byok$/gm)?.length;
  expect(count(named)).toBe(3);
  const again = writeAgain(named, [{ ...found, cmks: [cmk(1), cmk(2)] }], { wanted: whole });
  expect(count(again)).toBe(4);
  expect(again.text).not.toContain('required_providers');
  const edited = asFile({ ...again }, (text) => `${text}# mine\n`);
  const [second] = planOf(hclFormat, [{ cmks: [cmk(1), cmk(2), cmk(3)] }], [edited]).writes;
  expect(second?.text.match(/^ {2}provider +=\s+aiven-byok$/gm)).toHaveLength(1);
  // Until another name is given.
  expect(writeAgain(again, [found], { providerName: 'byok' }).text).toMatch(/^ {2}provider +=\s+byok$/m);
});

test('a label is not given twice, in no file and no state', () => {
  const found = { cmks: [cmk(1, gcpKey('orders'))], services: [service('a', idOf(1))] };
  const state = { ...nothing, addresses: new Set(['aiven_cmk.orders', 'aiven_pg.a']) };
  expect(labels(write([found], { state }))).toEqual(['cmk.orders_2', 'cmk_service_association.a']);
  const edited = asFile({ ...write([found]) }, (text) => `${text}# mine\n`);
  const more = { cmks: [...found.cmks, cmk(2, gcpKey('orders'))], services: [] };
  const [second] = planOf(hclFormat, [more], [edited]).writes;
  expect(labels({ text: second?.text ?? '' })).toEqual(['cmk.orders_2']);
});

test('a name that two projects have gets the project as a prefix, one that a project has twice a number', () => {
  const cmks = [cmk(1, gcpKey('orders')), cmk(2, gcpKey('orders')), cmk(3, gcpKey('own'))];
  const both = write([{ cmks }, { project: '2024_Test', cmks: cmks.slice(0, 1) }]);
  expect(labels(both)).toEqual([
    'cmk.acme_prod_orders',
    'cmk.acme_prod_orders_2',
    'cmk.own',
    'cmk.project_2024_test_orders',
  ]);
});

test('a later run adds new objects and changes no label', () => {
  const cmks = [cmk(1, gcpKey('orders'))];
  const other = { project: 'other', cmks: [cmk(9)] };
  const before = write([{ cmks }, other]);
  const more = { cmks: [...cmks, cmk(2, gcpKey('orders'))], services: [service('a', idOf(1)), service('b', idOf(2))] };
  const after = writeAgain(before, [{ project: 'third', cmks }, more, other]);
  expect(labels(after)).toEqual([
    'cmk.orders',
    'cmk.acme_prod_orders',
    'cmk_service_association.a',
    'cmk_service_association.b',
    'cmk.key_9',
    'cmk.third_orders',
  ]);
  expect(after.text).toContain('cmk_id       = aiven_cmk.orders.cmk_id');
  expect(after.text).toContain('cmk_id       = aiven_cmk.acme_prod_orders.cmk_id');
});

test('a project that got a prefix keeps it for later keys of that name', () => {
  const cmks = [cmk(1, gcpKey('orders'))];
  const other = { project: 'other', cmks };
  const before = write([{ cmks }, other]);
  const after = writeAgain(before, [{ cmks: [...cmks, cmk(2, gcpKey('orders'))] }, other]);
  expect(labels(after)).toEqual(['cmk.acme_prod_orders', 'cmk.acme_prod_orders_2', 'cmk.other_orders']);
});

test('a key that is not in the file is given by its id', () => {
  const found = { cmks: [cmk(1)], services: [service('a', idOf(1))] };
  const before = write([found], { wanted: { ...everything, keys: false } });
  expect(before.text).toContain(`cmk_id       = "${idOf(1)}"`);
  // Once the key is in it too, by a reference.
  expect(writeAgain(before, [found]).text).toContain('cmk_id       = aiven_cmk.key_1.cmk_id');
});

test('a service has the settings that a user chose, and no secret', () => {
  const more = { tags: { team: 'a' }, techEmails: ['a@b.c'], terminationProtection: true };
  const { text } = write([{ services: [service('a', null, more)] }], { wanted: whole });
  expect(text).toContain(`resource "aiven_pg" "a" {
  project                 = "acme-prod"
  service_name            = "a"
  plan                    = "startup-4"
  cloud_name              = "google-europe-west1"
  maintenance_window_dow  = "sunday"
  maintenance_window_time = "10:00:00"
  termination_protection  = true

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

test('"terraform fmt" leaves the file alone, whatever tags and addresses contain', async () => {
  const texts = [...hostileTexts, ...fc.sample(hostileText, { numRuns: 100, seed: 11 })];
  const services = texts.map((text, index) =>
    service(`s${index}`, index % 2 ? idOf(1) : null, { tags: { [text]: text, plain: text }, techEmails: [text] }),
  );
  const cmks = ['class', '1', 'orders', 'Orders'].map((name, index) => cmk(index, gcpKey(name)));
  const found = [
    { cmks, services },
    { project: 'other', cmks, services },
  ];
  await withTerraform({ files: { 'adopted.tf': write(found, { wanted: whole }).text } }, async (tf) => {
    const { stdout } = await tf.run(['fmt', '-check', '-diff', 'adopted.tf'], { mayFail: true });
    expect(stdout).toBe('');
  });
});
