/**
 * An esbuild plugin that keeps modules as text, so that a start does not pay for them: V8 reads through every function of a
 * file before it runs the first one. A string it only skips; that becomes code when it is first required. It stays readable:
 * whoever audits the provider file finds it as it is.
 */
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** Files that a text was made of, by its namespace, once it is built. @type {Map<string, string[]>} */
export const inputsOf = new Map();

/**
 * @param {string} name of the text, unique
 * @param {object} options
 * @param {string[]} options.paths modules as they are required. They share one text, so that what they have in common exists
 *   once. The code has to `require` them where they are needed: an import at the top of a file would undo it.
 * @param {string} [options.shared] a module, as it is imported, that is the same inside the text and outside of it
 */
export function deferred(name, { paths, shared }) {
  const namespace = `deferred-${name}`;
  const all = `${namespace}:all`;
  return {
    name: namespace,
    setup({ onResolve, onLoad, initialOptions }) {
      onResolve({ filter: /.*/ }, ({ path, resolveDir }) =>
        paths.includes(path) || path === all ? { path, namespace, pluginData: { resolveDir } } : undefined,
      );
      onLoad({ filter: /.*/, namespace }, async ({ path, pluginData: { resolveDir } }) => {
        if (path !== all) {
          return { contents: `module.exports = require(${quote(all)})(${quote(path)});`, resolveDir };
        }
        const loaders = paths.map((module) => `${quote(module)}: () => require(${quote(module)})`);
        const { outputFiles, metafile } = await build({
          ...initialOptions,
          entryPoints: undefined,
          stdin: {
            contents: `const modules = { ${loaders.join(', ')} };\nmodule.exports = (path) => modules[path]();`,
            resolveDir,
          },
          outfile: 'deferred.js',
          banner: undefined,
          plugins: [external(shared, resolveDir)],
          metafile: true,
        });
        inputsOf.set(namespace, Object.keys(metafile.inputs));
        return { contents: asText(name, outputFiles[0].text, shared), resolveDir };
      });
    },
  };
}

const quote = (text) => JSON.stringify(text);

/** Compares folders, not spellings: modules below the entry import the shared one by a longer path. */
const external = (shared, from) => ({
  name: 'shared',
  setup({ onResolve }) {
    if (shared === undefined) return;
    const folder = resolve(from, shared);
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
      resolve(resolveDir, path) === folder ? { path: shared, external: true } : undefined,
    );
  },
});

const asText = (name, source, shared) => `
  const { compileFunction } = require('node:vm');
  const source = ${quote(source)};
  const run = compileFunction(source, ['exports', 'require', 'module'], { filename: ${quote(`${name} (deferred)`)} });
  ${shared === undefined ? '' : `const shared = require(${quote(shared)});`}
  run(exports, (path) => ${shared === undefined ? '' : `path === ${quote(shared)} ? shared : `}require(path), module);
`;
