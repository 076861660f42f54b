/** Generated constructs: the code compiles, and running it creates what Aiven has. */

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { AIVEN_MANAGED_CMK_ID } from '../../../src/aiven';
import { typescriptFormat } from '../../../src/cli/adopt';
import type { AdoptedFile } from '../../../src/cli/adopt/files';
import { asFile, cmk, everything, firstFile, gcpKey, idOf, planOf, secret, service, whole } from './found';
import { hostileText } from './hostile';

type Found = Parameters<typeof firstFile>[1];
type Options = Parameters<typeof firstFile>[2];

const write = (found: Found, options?: Options) => firstFile(typescriptFormat, found, options);

/** Runs again in a folder with these files, and returns the file that is written. */
function writeAgain(files: readonly AdoptedFile[], found: Found, options?: Options): AdoptedFile {
  const [again] = planOf(typescriptFormat, found, files, options).writes;
  if (again === undefined) throw new Error('nothing was written');
  return asFile(again);
}

const edit = (file: AdoptedFile) => asFile(file, (text) => `${text}// mine\n`);

/** A construct that the code created. */
interface Made {
  kind: string;
  id: string;
  importId?: string;
  props: Record<string, unknown>;
}

/**
 * Compiles files and runs them on one stack, with constructs that only record their props. Fails when a file does not compile or
 * when two constructs get one path.
 */
function run(...files: readonly { text: string }[]): Made[] {
  const made: Made[] = [];
  const paths = new Set<string>();
  for (const { text } of files) runFile(text, made, paths);
  return made;
}

function runFile(code: string, made: Made[], ids: Set<string>): void {
  const { diagnostics = [], outputText } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  const take = (scope: { path: string }, id: string) => {
    const path = `${scope.path}/${id}`;
    expect(ids).not.toContain(path);
    // The names of resources begin with it.
    expect(path).toMatch(/^\/[A-Za-z_]/);
    // A construct keeps its children in an object that inherits these.
    expect(id in {}).toBe(false);
    ids.add(path);
    return path;
  };
  const importing = (kind: string) => (scope: { path: string }, id: string, importId: string, props: Made['props']) => {
    made.push({ kind, id, importId, props });
    return { path: take(scope, id), cmkId: importId.split('/')[1] };
  };
  const aiven = {
    CustomerManagedKey: {
      import: importing('key'),
      lookup: (scope: { path: string }, id: string, props: Made['props']) => {
        made.push({ kind: 'lookup', id, props });
        return { path: take(scope, id), cmkId: props.cmkId };
      },
    },
    Service: { import: importing('service') },
    ServiceBinding: {
      import: (key: { path: string; cmkId: string }, name: string, { id = name } = {}) => {
        const resource = { cmkId: key.cmkId };
        made.push({ kind: 'binding', id: take(key, id).split('/').at(-1) ?? '', props: resource });
        return { resource };
      },
    },
    KmsKey: { gcp: (name: string) => ({ gcp: name }), oci: (name: string) => ({ oci: name }) },
    ServiceType: new Proxy({}, { get: (_, name) => String(name).toLowerCase() }),
    Encryption: {
      customerManaged: ({ cmkId }: { cmkId: string }) => cmkId,
      aivenManaged: () => AIVEN_MANAGED_CMK_ID,
    },
  };
  class Construct {
    readonly path: string;
    constructor(scope: { path: string }, id: string) {
      this.path = take(scope, id);
    }
  }
  const exported: { adopt?: (scope: object) => void } = {};
  const load = (name: string) => (name === 'constructs' ? { Construct } : aiven);
  new Function('require', 'exports', outputText)(load, exported);
  exported.adopt?.({ path: '' });
}

test('writes keys, bindings, and whole services', () => {
  const cmks = [cmk(1, gcpKey('orders'), { defaultCmk: true }), cmk(2, gcpKey('spare'))];
  const services = [
    service('orders-db', idOf(1), {
      tags: { team: 'a', 'cost center': 'b' },
      techEmails: ['z@b.c', 'a@b.c'],
      terminationProtection: true,
      projectVpcId: 'f0f0f0f0-40d5-491e-99b0-da01ff1f3341',
    }),
    service('plain'),
  ];
  const usual = { plan: 'startup-4', serviceType: 'pg', cloudName: 'google-europe-west1' };
  const maintenance = { maintenanceWindowDow: 'sunday', maintenanceWindowTime: '10:00:00' };
  expect(run(write([{ cmks, services }], { wanted: whole }))).toEqual([
    {
      kind: 'key',
      id: 'orders-key',
      importId: `acme-prod/${idOf(1)}`,
      props: { kmsKey: { gcp: gcpKey('orders') }, defaultCmk: true },
    },
    { kind: 'key', id: 'spare-key', importId: `acme-prod/${idOf(2)}`, props: { kmsKey: { gcp: gcpKey('spare') } } },
    {
      kind: 'service',
      id: 'orders-db',
      importId: 'acme-prod/orders-db',
      props: {
        ...usual,
        ...maintenance,
        encryption: idOf(1),
        projectVpcId: 'acme-prod/f0f0f0f0-40d5-491e-99b0-da01ff1f3341',
        terminationProtection: true,
        techEmails: ['a@b.c', 'z@b.c'],
        tags: { team: 'a', 'cost center': 'b' },
      },
    },
    {
      kind: 'service',
      id: 'plain',
      importId: 'acme-prod/plain',
      props: { ...usual, ...maintenance, encryption: AIVEN_MANAGED_CMK_ID },
    },
  ]);
});

const ordersFound = { cmks: [cmk(1, gcpKey('orders'))], services: [service('a', idOf(1)), service('b', idOf(1))] };
const bindingsOnly = { wanted: { ...everything, keys: false } };

test('bindings without their key look it up', () => {
  expect(run(write([ordersFound], bindingsOnly))).toEqual([
    { kind: 'lookup', id: 'orders-key', props: { project: 'acme-prod', cmkId: idOf(1) } },
    { kind: 'binding', id: 'a', props: { cmkId: idOf(1) } },
    { kind: 'binding', id: 'b', props: { cmkId: idOf(1) } },
  ]);
});

/** Construct paths by object, as the manifest lists them. */
const paths = ({ entries }: AdoptedFile) =>
  Object.fromEntries(entries.map(({ project, id, name }) => [`${project}/${id}`, name]));

test('a key that is adopted later takes the place of its lookup, and no binding moves', () => {
  const before = write([ordersFound], bindingsOnly);
  const after = writeAgain([before], [ordersFound]);
  expect(paths(after)).toEqual({ ...paths(before), [`acme-prod/${idOf(1)}`]: 'adopted-acme-prod/orders-key' });
  expect(run(after).map(({ kind }) => kind)).toEqual(['key', 'binding', 'binding']);
});

test('a later run adds new objects and moves none', () => {
  const first = { cmks: ordersFound.cmks, services: [] };
  const more = {
    cmks: [...first.cmks, cmk(2, gcpKey('orders'))],
    services: [service('a', idOf(1)), service('b', idOf(2))],
  };
  const before = write([first]);
  const after = writeAgain([before], [more, { ...first, project: 'acme_prod' }]);
  expect(run(after).map(({ kind, id, importId }) => [kind, id, importId])).toEqual([
    ['key', 'orders-key', `acme-prod/${idOf(1)}`],
    ['binding', 'a', undefined],
    ['key', 'orders-key-2', `acme-prod/${idOf(2)}`],
    ['binding', 'b', undefined],
    ['key', 'orders-key', `acme_prod/${idOf(1)}`],
  ]);
  expect(paths(after)).toMatchObject(paths(before));
});

test('a binding is below the key that its service uses now, and keeps its name', () => {
  const cmks = [cmk(1, gcpKey('orders')), cmk(2, gcpKey('spare'))];
  const before = write([{ ...ordersFound, cmks }]);
  const after = writeAgain([before], [{ cmks, services: [service('a', idOf(2)), service('b', idOf(1))] }]);
  expect(paths(after)).toEqual(paths(before));
  expect(after.text).toContain("ServiceBinding.import(spareKey, 'a');\n");
  expect(run(after)).toMatchObject([
    { kind: 'key', id: 'orders-key' },
    { kind: 'binding', id: 'b', props: { cmkId: idOf(1) } },
    { kind: 'key', id: 'spare-key' },
    { kind: 'binding', id: 'a', props: { cmkId: idOf(2) } },
  ]);
});

test('a binding keeps its name when its service moves to another key and the old key is deleted', () => {
  const before = write([ordersFound]);
  const cmks = [cmk(2, gcpKey('spare')), cmk(3)];
  const after = writeAgain([before], [{ cmks, services: [service('a', idOf(2)), service('b', idOf(3))] }]);
  expect(paths(after)).toMatchObject({
    'acme-prod/a': 'adopted-acme-prod/orders-key/a',
    'acme-prod/b': 'adopted-acme-prod/orders-key/b',
  });
  expect(run(after)).toMatchObject([
    { kind: 'key', id: 'spare-key' },
    { kind: 'binding', id: 'a', props: { cmkId: idOf(2) } },
    { kind: 'key', id: 'key-3' },
    { kind: 'binding', id: 'b', props: { cmkId: idOf(3) } },
  ]);
});

test('two files run on one stack, and the second looks up keys of the first', () => {
  const first = edit(write([ordersFound]));
  const found = {
    cmks: [...ordersFound.cmks, cmk(2, gcpKey('orders'))],
    services: [...ordersFound.services, service('c', idOf(1))],
  };
  const second = writeAgain([first], [found, { ...found, project: '2-acme-prod' }]);
  expect(Object.values(paths(second)).filter((path) => path.startsWith('adopted2-acme-prod/'))).toEqual([
    'adopted2-acme-prod/orders-key',
    'adopted2-acme-prod/orders-key-2/c',
  ]);
  expect(run(first, second).filter(({ id }) => id === 'c')).toMatchObject([
    { props: { cmkId: idOf(1) } },
    { props: { cmkId: idOf(1) } },
  ]);
});

test('the scope of a project has a name that no other construct of a stack is likely to have', () => {
  const before = write([{ project: 'aiven', cmks: [cmk(1)] }]);
  expect(before.text).toContain("adoptAiven(new Construct(scope, 'adopted-aiven'));");
  const both = writeAgain(
    [before],
    [
      { project: 'aiven', cmks: [cmk(1)] },
      { project: 'adopted-aiven', cmks: [cmk(1)] },
    ],
  );
  expect(both.text).toContain("'adopted-adopted-aiven'");
});

test('a file whose last object was deleted in Aiven still compiles', () => {
  const before = write([{ cmks: [cmk(1)] }]);
  const after = writeAgain([before], [{ cmks: [] }]);
  expect(run(after)).toEqual([]);
  expect(after.text).toContain('export function adopt(_scope: Construct): void {}\n');
  expect(after.text).not.toContain("from 'aiven-byok'");
});

test('the code has no secret of a service', () => {
  expect(write([{ services: [service('a')] }], { wanted: whole }).text).not.toContain(secret);
});

const keyName = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
const serviceName = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/), fc.constant('constructor'));
const projectName = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/), fc.constantFrom('constructor', '__proto__'));
const difficultKeyName = fc.constantFrom('class', 'key', '1', 'orders', 'Orders', 'project', '__proto__');
const accounts = fc
  .record({
    projects: fc.uniqueArray(projectName, { minLength: 1, maxLength: 3 }),
    keyNames: fc.array(fc.oneof(keyName, difficultKeyName), { maxLength: 6 }),
    services: fc.uniqueArray(
      fc.record({ name: serviceName, tags: fc.dictionary(hostileText, hostileText), emails: fc.array(hostileText) }),
      { maxLength: 6, selector: ({ name }) => name },
    ),
    wanted: fc.constantFrom(everything, whole, { ...everything, keys: false }, { ...whole, keys: false }),
  })
  .map(({ projects, keyNames, services, wanted }) => ({
    wanted,
    found: projects.map((project) => ({
      project,
      cmks: keyNames.map((name, index) => cmk(index, gcpKey(name))),
      services: services.map(({ name, tags, emails }, index) =>
        service(name, keyNames.length > 0 && index % 3 > 0 ? idOf(index % keyNames.length) : null, {
          tags,
          techEmails: emails,
        }),
      ),
    })),
  }));

test('the code runs and means what Aiven has, whatever names and tags contain', () => {
  const inTerraform = (text: string) => text.replace(/[$%]\{/g, (found) => found[0] + found);
  fc.assert(
    fc.property(accounts, ({ wanted, found }) => {
      const { projects, writes } = planOf(typescriptFormat, found, [], { wanted });
      const objects = projects.flatMap((project) => project.objects);
      fc.pre(writes[0] !== undefined);
      const file = asFile(writes[0] as (typeof writes)[0]);
      const made = run(file);
      expect(made.filter(({ kind }) => kind !== 'lookup')).toHaveLength(objects.length);
      for (const object of objects) {
        if (object.kind !== 'service') continue;
        const tags =
          made.find(
            ({ kind, id }) => kind === 'service' && id.replace('constructor-service', 'constructor') === object.id,
          )?.props.tags ?? {};
        const expected = Object.entries(object.service.tags ?? {}).map(([key, value]) => [
          inTerraform(key),
          inTerraform(value),
        ]);
        // The one text that is written differently.
        const plain = (entry: unknown) => JSON.stringify(entry).replaceAll('\x24{\\"$\x24{\\"}', () => '$\x24{');
        expect(
          Object.entries(tags as object)
            .map(plain)
            .sort(),
        ).toEqual(expected.map(plain).sort());
      }
      expect(file).toMatchObject({ isEdited: false, entries: { length: objects.length } });
    }),
    { numRuns: 60 },
  );
});

test('biome leaves the file alone', () => {
  const long = `ocid1.key.oc1.iad.abcdefghijklm.${'x'.repeat(470)}`;
  const found = {
    cmks: [
      cmk(1, gcpKey('orders'), { defaultCmk: true }),
      cmk(2, long, { cloud: 'oci' }),
      cmk(3, gcpKey('x'.repeat(40))),
    ],
    services: [
      service('a', idOf(1)),
      service('b', idOf(2), {
        tags: { note: 'x'.repeat(130), 'two words': 'y'.repeat(120) },
        techEmails: Array.from({ length: 9 }, (_, index) => `somebody-${index}@example.com`),
      }),
    ],
  };
  const bindings = write([found]);
  const moved = { ...found, services: [service('a', idOf(3)), service('b', idOf(2))] };
  const files = [bindings, write([found], { wanted: whole }), writeAgain([bindings], [moved])];
  files.push(writeAgain([bindings], [{ cmks: [], services: [] }]));
  for (const { text: input } of files) {
    const args = ['biome', 'format', '--stdin-file-path=src/adopted.ts'];
    const { stdout, stderr } = spawnSync('npx', args, { input, encoding: 'utf8', cwd: resolve(__dirname, '../../..') });
    expect(stderr).toBe('');
    expect(stdout).toBe(input);
  }
});
