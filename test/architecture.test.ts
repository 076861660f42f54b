/** The house as a test: who may import whom (CONTRIBUTING.md holds the same table in words). */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import packageJson from '../package.json';
import { version } from '../src/version';

const root = resolve(__dirname, '..');
const src = join(root, 'src');

/** Folder -> folders of ours that it may import. `types` entries may only be imported with `import type`. */
const mayImport: Record<string, { code: string[]; types?: string[]; onlyIndex?: string[] }> = {
  support: { code: [] },
  api: { code: [] },
  aiven: { code: ['support'] },
  plugin: { code: [] },
  install: { code: [] },
  client: { code: ['aiven'] },
  provider: { code: ['plugin', 'client', 'aiven'], onlyIndex: ['plugin', 'client'] },
  constructs: { code: ['aiven', 'install'] },
  emulator: { code: [], types: ['client'] },
  cli: { code: ['client', 'emulator', 'provider', 'aiven', 'install'], onlyIndex: ['client', 'emulator'] },
};

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

interface Import {
  from: string;
  target: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found: Import[] = [];
  const statement = /(?:^|\n)\s*(import|export)\s+(type\s+)?[^;'"]*?from\s*['"](\.[^'"]*)['"]/g;
  for (const match of text.matchAll(statement)) {
    found.push({ from: file, target: resolve(dirname(file), match[3] as string), typeOnly: match[2] !== undefined });
  }
  const call = /(?:import|require)\(\s*['"](\.[^'"]*)['"]\s*\)/g;
  for (const match of text.matchAll(call)) {
    found.push({ from: file, target: resolve(dirname(file), match[1] as string), typeOnly: false });
  }
  return found.filter(({ target }) => target.startsWith(src + sep));
}

const folderOf = (path: string): string => relative(src, path).split(sep)[0]?.replace(/\.ts$/, '') as string;
const show = ({ from, target }: Import): string => `${relative(root, from)} -> ${relative(root, target)}`;
const files = filesBelow(src);
const imports = files.flatMap(importsOf);

test('each folder imports only what the house allows', () => {
  const wrong = imports.filter((entry) => {
    const [from, to] = [folderOf(entry.from), folderOf(entry.target)];
    const rule = mayImport[from];
    if (rule === undefined || from === to || to === 'version') return false;
    return !(rule.code.includes(to) || (rule.types?.includes(to) && entry.typeOnly));
  });
  expect(wrong.map(show)).toEqual([]);
});

/** What the provider's executable starts with: the front door would lead it through the whole framework. */
const atStart = join(src, 'plugin', 'server', 'serve');

test('rooms with a front door are entered through it', () => {
  const wrong = imports.filter((entry) => {
    const [from, to] = [folderOf(entry.from), folderOf(entry.target)];
    if (from === to || !mayImport[from]?.onlyIndex?.includes(to)) return false;
    return ![join(src, to), join(src, to, 'index'), atStart].includes(entry.target);
  });
  expect(wrong.map(show)).toEqual([]);
});

test('every folder of src has its place in the table', () => {
  const folders = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory());
  expect(folders.filter((name) => filesBelow(join(src, name)).length > 0 && !(name in mayImport))).toEqual([]);
});

test('nothing imports the command line or a main file', () => {
  const wrong = imports.filter(
    ({ from, target }) => (folderOf(target) === 'cli' && folderOf(from) !== 'cli') || /[\\/]main$/.test(target),
  );
  expect(wrong.map(show)).toEqual([]);
});

test('inside the plugin server, rpc, wire, http2 and server use the core and never the other way', () => {
  const layered = (path: string): boolean => /^plugin[\\/](rpc|wire|http2|server)[\\/]/.test(relative(src, path));
  const wrong = imports.filter(
    ({ from, target }) =>
      folderOf(from) === 'plugin' &&
      !layered(from) &&
      layered(`${target}${sep}`) &&
      relative(src, from) !== join('plugin', 'index.ts'),
  );
  expect(wrong.map(show)).toEqual([]);
});

test('HTTP/2 knows nothing of what it carries', () => {
  const room = join(src, 'plugin', 'http2') + sep;
  const wrong = imports.filter(({ from, target }) => from.startsWith(room) && !target.startsWith(room));
  expect(wrong.map(show)).toEqual([]);
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

test('the version in the code is the version of the package', () => {
  expect(version).toBe(packageJson.version);
});
