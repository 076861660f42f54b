/**
 * An esbuild plugin that keeps modules as text until they are required. V8 parses every function of a file before it runs the
 * first one, but skips strings. The text is not compressed or encoded, so the bundle can still be audited.
 */
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** The input files of each deferred text, by namespace. Filled by the build. @type {Map<string, string[]>} */
export const inputsOf = new Map();

/**
 * @param {string} name unique name of the text
 * @param {object} options
 * @param {string[]} options.paths module paths as the sources `require` them. All paths share one text, so common modules exist
 *   once. The sources must call `require` where they need the module: a top-level import would load it at startup.
 * @param {boolean} [options.minifyIdentifiers] also shorten names, for code of packages. @default false
 * @param {string} [options.shared] a module path as the sources import it; the deferred text uses the outer bundle's instance
 */
export function deferred(name, { paths, shared, minifyIdentifiers = false }) {
  const namespace = `deferred-${name}`;
  const all = `${namespace}:all`;
  return {
    name: namespace,
    setup({ onResolve, onLoad, initialOptions }) {
      onResolve({ filter: /.*/ }, ({ path, resolveDir }) =>
        paths.includes(path) || path === all ? { path, namespace, pluginData: { resolveDir } } : undefined,
      );
      onLoad({ filter: /.*/, namespace }, async ({ path, pluginData: { resolveDir } }) => {
        if (path !== all) return { contents: `module.exports = require(${quote(all)})(${quote(path)});`, resolveDir };
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
          target: 'node20',
          minifyIdentifiers,
          // Deferred modules may be nested.
          plugins: [
            ...initialOptions.plugins.filter((other) => other.name !== namespace),
            external(shared, resolveDir),
          ],
          metafile: true,
        });
        inputsOf.set(namespace, Object.keys(metafile.inputs));
        return { contents: asText(name, outputFiles[0].text, shared), resolveDir };
      });
    },
  };
}

const quote = (text) => JSON.stringify(text);

/** Compares resolved paths: modules in deeper folders import the shared module by a longer path. */
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
