/** Generated constructs: they parse, and when they run they make what Aiven has. */

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { AIVEN_MANAGED_CMK_ID } from '../../../src/aiven';
import { type Adoption, typescriptFormat } from '../../../src/cli/adopt';
import { adoptionOf, cmk, everything, gcpKey, idOf, secret, service, whole } from './found';
import { hostileText } from './hostile';

const surroundings = { neighbours: [], modulePath: './adopted', packageName: 'aiven-byok' };
const write = (adoptions: readonly Adoption[], before?: string) =>
  typescriptFormat.add(before, adoptions, surroundings);

/** What a construct was made with. */
interface Made {
  kind: string;
  id: string;
  importId?: string;
  props: Record<string, unknown>;
}

/** Compiles the code and runs it with constructs that only remember; fails where it does not parse or makes an id twice. */
function run(code: string): Made[] {
  const { diagnostics = [], outputText } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  const made: Made[] = [];
  const ids = new Set<string>();
  const take = (scope: { path: string }, id: string) => {
    const path = `${scope.path}/${id}`;
    expect(ids).not.toContain(path);
    // Names of resources begin with it.
    expect(path).toMatch(/^\/[A-Za-z_]/);
    // Constructs keep their children in an object that has these already.
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
      import: (key: { path: string; cmkId: string }, name: string, { id = name } = {}) =>
        made.push({ kind: 'binding', id: take(key, id).split('/').at(-1) ?? '', props: { cmkId: key.cmkId } }),
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
  return made;
}

test('keys, the services under them, and those that come whole', () => {
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
  const made = run(write([adoptionOf({ cmks, services }, whole)]));
  const usual = { plan: 'startup-4', serviceType: 'pg', cloudName: 'google-europe-west1' };
  const maintenance = { maintenanceWindowDow: 'sunday', maintenanceWindowTime: '10:00:00' };
  expect(made).toEqual([
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

test('bindings alone look their keys up', () => {
  const found = { cmks: [cmk(1, gcpKey('orders'))], services: [service('a', idOf(1)), service('b', idOf(1))] };
  expect(run(write([adoptionOf(found, { ...everything, keys: false })]))).toEqual([
    { kind: 'lookup', id: 'orders-key', props: { project: 'acme-prod', cmkId: idOf(1) } },
    { kind: 'binding', id: 'a', props: { cmkId: idOf(1) } },
    { kind: 'binding', id: 'b', props: { cmkId: idOf(1) } },
  ]);
});

test('a later run adds what is new, and leaves every line that was there', () => {
  const first = { cmks: [cmk(1, gcpKey('orders'))], services: [] };
  const more = {
    cmks: [...first.cmks, cmk(2, gcpKey('orders'))],
    services: [service('a', idOf(1)), service('b', idOf(2))],
  };
  const before = write([adoptionOf(first)]);
  const written = typescriptFormat.read(before);
  const after = write([adoptionOf(more, everything, written), adoptionOf({ ...first, project: 'acme_prod' })], before);
  const declared = before.replace('  CustomerManagedKey.import', '  const ordersKey = CustomerManagedKey.import');
  for (const line of declared.split('\n').filter((line) => !line.startsWith('import '))) expect(after).toContain(line);
  expect(run(after).map(({ kind, id, importId }) => [kind, id, importId])).toEqual([
    ['key', 'orders-key', `acme-prod/${idOf(1)}`],
    ['key', 'orders-key-2', `acme-prod/${idOf(2)}`],
    ['binding', 'b', undefined],
    ['binding', 'a', undefined],
    ['key', 'orders-key', `acme_prod/${idOf(1)}`],
  ]);
  expect(typescriptFormat.read(after)).toMatchObject({ services: new Set(['acme-prod/a', 'acme-prod/b']) });
});

test('what a formatter made of the file is read all the same', () => {
  const found = { cmks: [cmk(1, gcpKey('orders'))], services: [service('a', idOf(1)), service('p')] };
  const text = write([adoptionOf({ ...found, services: [service('a', idOf(1))] })])
    .replaceAll("'", '"')
    .replace('CustomerManagedKey.import(project, ', 'CustomerManagedKey.import(\n    project,\n    ');
  const written = typescriptFormat.read(text);
  expect([...written.keys]).toEqual([[`acme-prod/${idOf(1)}`, 'ordersKey']]);
  expect(written.services).toEqual(new Set(['acme-prod/a']));
  const after = write([adoptionOf(found, whole, written)], text);
  expect(after).toContain('} from "aiven-byok";');
  expect(run(after).map(({ id }) => id)).toEqual(['orders-key', 'a', 'p']);
});

test.each([
  '// aiven-byok adopt: further projects go here',
  "import { CustomerManagedKey, KmsKey } from 'aiven-byok';",
])('without the line "%s" nothing can be added, and the error says so', (line) => {
  const before = write([adoptionOf({ cmks: [cmk(1)] })]);
  const next = adoptionOf({ project: 'other', cmks: [cmk(1)] });
  expect(() => write([next], before.replace(line, ''))).toThrow('adopted.ts has no line');
});

test('without the line of a project nothing can be added to it, and the error says so', () => {
  const before = write([adoptionOf({ cmks: [cmk(1)] })]).replace(/^.*: what is new of acme-prod goes here\n/m, '');
  const next = () => write([adoptionOf({ cmks: [cmk(2)] })], before);
  expect(next).toThrow('adopted.ts has no line "// aiven-byok adopt: what is new of acme-prod goes here"');
  const empty = before.replace(/ {2}CustomerManagedKey\.import[^;]*;\n/, '');
  expect(empty).not.toContain('CustomerManagedKey.import');
  expect(() => write([adoptionOf({ cmks: [cmk(2)] })], empty)).toThrow('adopted.ts has no line');
  // As an earlier version of the command called the scope.
  expect(() => write([adoptionOf({ cmks: [cmk(2)] })], empty.replace('adopted-acme', 'acme'))).toThrow('has no line');
});

test('a project has a scope that nothing else of a stack is called; one that was written before keeps its own', () => {
  const before = write([adoptionOf({ project: 'aiven', cmks: [cmk(1)] })]);
  expect(before).toContain("adoptAiven(new Construct(scope, 'adopted-aiven'));");
  expect(write([adoptionOf({ project: 'adopted-aiven', cmks: [cmk(1)] })], before)).toContain(
    "'adopted-adopted-aiven'",
  );
  const earlier = before.replace("'adopted-aiven'", "'aiven'");
  const after = write([adoptionOf({ project: 'aiven', cmks: [cmk(2)] })], earlier);
  expect(after).toContain("adoptAiven(new Construct(scope, 'aiven'));");
  expect(after).not.toContain('adopted-aiven');
});

test('what is commented out is not here, nor what a text says', () => {
  const tags = { note: 'Service.import(x, "y", "acme-prod/z")' };
  const text = write([
    adoptionOf({ cmks: [cmk(1)], services: [service('a', idOf(1)), service('b', null, { tags })] }, whole),
  ]);
  expect(typescriptFormat.read(text).services).toEqual(new Set(['acme-prod/a', 'acme-prod/b']));
  for (const out of [text.replace(/^/gm, '// '), `/*\n${text.replaceAll('*/', '')}*/`]) {
    expect(typescriptFormat.read(out)).toMatchObject({ keys: new Map(), services: new Set() });
  }
});

test('no secret of a service gets into the code', () => {
  expect(write([adoptionOf({ services: [service('a')] }, whole)])).not.toContain(secret);
});

const keyName = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
const serviceName = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/), fc.constant('constructor'));
const adoptions = fc
  .record({
    projects: fc.uniqueArray(
      fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/), fc.constantFrom('constructor', '__proto__')),
      { minLength: 1, maxLength: 3 },
    ),
    keyNames: fc.array(
      fc.oneof(keyName, fc.constantFrom('class', 'key', '1', 'orders', 'Orders', 'project', '__proto__')),
      {
        maxLength: 6,
      },
    ),
    services: fc.uniqueArray(
      fc.record({ name: serviceName, tags: fc.dictionary(hostileText, hostileText), emails: fc.array(hostileText) }),
      { maxLength: 6, selector: ({ name }) => name },
    ),
    wanted: fc.constantFrom(everything, whole, { ...everything, keys: false }, { ...whole, keys: false }),
  })
  .map(({ projects, keyNames, services, wanted }) =>
    projects.map((project) =>
      adoptionOf(
        {
          project,
          cmks: keyNames.map((name, index) => cmk(index, gcpKey(name))),
          services: services.map(({ name, tags, emails }, index) =>
            service(name, keyNames.length > 0 && index % 3 > 0 ? idOf(index % keyNames.length) : null, {
              tags,
              techEmails: emails,
            }),
          ),
        },
        wanted,
      ),
    ),
  );

test('whatever keys and services are called, and whatever their tags say, the code runs and says the same', () => {
  const inTerraform = (text: string) => text.replace(/[$%]\{/g, (found) => found[0] + found);
  fc.assert(
    fc.property(adoptions, (list) => {
      const code = write(list);
      const made = run(code);
      const expected = list.flatMap(({ keys, bindings, services }) => [...keys, ...bindings, ...services]).length;
      expect(made.filter(({ kind }) => kind !== 'lookup')).toHaveLength(expected);
      for (const { service: found } of list.flatMap(({ services }) => services)) {
        const tags =
          made.find(
            ({ kind, id }) =>
              kind === 'service' && id.replace('constructor-service', 'constructor') === found.serviceName,
          )?.props.tags ?? {};
        const wanted = Object.entries(found.tags ?? {}).map(([key, value]) => [inTerraform(key), inTerraform(value)]);
        // The one text that has to be said differently.
        const plain = (entry: unknown) => JSON.stringify(entry).replaceAll('\x24{\\"$\x24{\\"}', () => '$\x24{');
        expect(
          Object.entries(tags as object)
            .map(plain)
            .sort(),
        ).toEqual(wanted.map(plain).sort());
      }
      const { keys, services } = typescriptFormat.read(code);
      expect(keys.size + services.size).toBe(expected);
    }),
    { numRuns: 60 },
  );
});

test('the code is as a formatter leaves it', () => {
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
  const code = [write([adoptionOf(found)]), write([adoptionOf(found, whole)])];
  for (const input of code) {
    const args = ['biome', 'format', '--stdin-file-path=src/adopted.ts'];
    const { stdout, stderr } = spawnSync('npx', args, { input, encoding: 'utf8', cwd: resolve(__dirname, '../../..') });
    expect(stderr).toBe('');
    expect(stdout).toBe(input);
  }
});
