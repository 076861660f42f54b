/** The module layout as a test: who may import whom. CONTRIBUTING.md has the same table in words. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import packageJson from '../package.json';
import { oldestNode, version } from '../src/version';

const root = resolve(__dirname, '..');
const src = join(root, 'src');

/** Module -> the modules it may import. `index` lists those it may only enter through their index.ts. */
const modules: Record<string, { imports: string[]; index?: string[] }> = {
  support: { imports: [] },
  api: { imports: [] },
  aiven: { imports: ['support'] },
  plugin: { imports: ['support'] },
  install: { imports: ['support'] },
  client: { imports: ['aiven', 'api', 'support'] },
  emulator: { imports: ['api', 'support'] },
  provider: { imports: ['plugin', 'client', 'aiven', 'support'], index: ['plugin', 'client', 'aiven'] },
  constructs: { imports: ['aiven', 'install', 'support'] },
  cli: { imports: ['client', 'emulator', 'aiven', 'install', 'support'], index: ['client', 'emulator'] },
};

/** Files that every module may import. */
const shared = ['version.ts', 'provider-source.ts'];

/** Inside a module: its folders from the bottom up. A folder imports only those to its left; root files stand outside. */
const layers: Record<string, string[]> = {
  aiven: ['ids', 'keys', 'services', 'grants', 'preflight'],
  client: ['time', 'errors', 'http', 'call', 'model', 'reads', 'cmks', 'services'],
  plugin: ['value', 'core', 'wire', 'translate', 'rpc', 'server'],
  provider: ['functions', 'accessors', 'keys', 'services', 'bindings'],
  constructs: ['synth', 'l1', 'provider', 'keys', 'services'],
  emulator: ['account', 'faults', 'handlers', 'http', 'setup'],
  cli: [
    'errors',
    'terminal',
    'program',
    'views',
    'session',
    'checks',
    'grants',
    'preflight',
    'terraform',
    'adopt',
    'start',
    'rotation',
    'report',
    'replace',
    'commands',
  ],
};

/** The executable enters the plugin module here: its index.ts would load the whole framework before the handshake. */
const atStart = join(src, 'plugin', 'server', 'serve.ts');

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

interface Import {
  from: string;
  target: string;
}

/** Every import, export-from, import type, import(…) and require(…) with a relative path. */
function importsOf(file: string): Import[] {
  return ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .flatMap(({ fileName }) => {
      const base = resolve(dirname(file), fileName);
      const target = [`${base}.ts`, join(base, 'index.ts')].find((path) => ts.sys.fileExists(path));
      return target === undefined ? [] : [{ from: file, target }];
    });
}

const path = (file: string): string[] => relative(src, file).split(sep);
const moduleOf = (file: string): string => path(file)[0] as string;
const show = ({ from, target }: Import): string => `${relative(root, from)} -> ${relative(root, target)}`;
const files = filesBelow(src);
const imports = files.flatMap(importsOf);

test('each module imports only the modules that the table allows', () => {
  const wrong = imports.filter(({ from, target }) => {
    const [own, other] = [moduleOf(from), moduleOf(target)];
    const rule = modules[own];
    return rule !== undefined && own !== other && !shared.includes(other) && !rule.imports.includes(other);
  });
  expect(wrong.map(show)).toEqual([]);
});

test('modules with a public surface are imported through their index.ts', () => {
  const wrong = imports.filter(({ from, target }) => {
    const [own, other] = [moduleOf(from), moduleOf(target)];
    if (own === other || !modules[own]?.index?.includes(other)) return false;
    return ![join(src, other, 'index.ts'), atStart].includes(target);
  });
  expect(wrong.map(show)).toEqual([]);
});

test('inside a module, a folder imports only the folders below it', () => {
  const wrong = imports.filter(({ from, target }) => {
    const order = layers[moduleOf(from)];
    if (order === undefined || moduleOf(from) !== moduleOf(target)) return false;
    if (path(from).length < 3 || path(target).length < 3) return false;
    return order.indexOf(path(target)[1] as string) > order.indexOf(path(from)[1] as string);
  });
  expect(wrong.map(show)).toEqual([]);
});

test('every module and every folder of a layered module is listed', () => {
  const folders = (folder: string) => readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  expect(folders(src).filter((name) => !(name in modules))).toEqual([]);
  const unlisted = Object.entries(layers).flatMap(([name, order]) =>
    folders(join(src, name)).flatMap((folder) => (order.includes(folder) ? [] : [`${name}/${folder}`])),
  );
  expect(unlisted).toEqual([]);
});

test('no import cycles, type imports included', () => {
  const targets = new Map<string, string[]>();
  for (const { from, target } of imports) targets.set(from, [...(targets.get(from) ?? []), target]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]): void => {
    if (trail.includes(file)) {
      const cycle = [...trail.slice(trail.indexOf(file)), file];
      cycles.push(cycle.map((member) => relative(src, member)).join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test('src/api contains types only', () => {
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, removeComments: true };
  const emitted = files
    .filter((file) => moduleOf(file) === 'api')
    .map((file) => ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: options }).outputText.trim());
  expect(new Set(emitted)).toEqual(new Set(['export {};']));
});

test('nothing imports the command line or a main file', () => {
  const wrong = imports.filter(
    ({ from, target }) => (moduleOf(target) === 'cli' && moduleOf(from) !== 'cli') || /[\\/]main\.ts$/.test(target),
  );
  expect(wrong.map(show)).toEqual([]);
});

test('no folder holds more than 20 files', () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  counts.set(join(root, 'docs'), pages.length);
  expect([...counts].filter(([, count]) => count > 20).map(([folder]) => relative(root, folder))).toEqual([]);
});

test('hand-written files stay short enough to read in one sitting', () => {
  const long = files
    .filter((file) => !file.includes(join('constructs', 'l1')))
    .map((file) => ({ file: relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
});

test('every source file opens with a caption', () => {
  const without = files.filter(
    (file) => !file.includes(join('constructs', 'l1')) && !/^(#!.*\n)?\/\*\*/.test(readFileSync(file, 'utf8')),
  );
  expect(without.map((file) => relative(root, file))).toEqual([]);
});

test('the versions in the code are those of package.json', () => {
  expect(version).toBe(packageJson.version);
  expect(`>=${oldestNode}`).toBe(packageJson.engines.node);
});
