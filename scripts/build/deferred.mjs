/**
 * An esbuild plugin that keeps a dependency as text, so that a start does not pay for it: V8 reads through every function of
 * a file before it runs the first one, 15 ms for undici, at each of the four starts of an apply. A string it only skips;
 * that becomes code when it is first imported. It stays readable: whoever audits the provider file finds it as it is.
 */
import { build } from 'esbuild';

const all = 'deferred:all';

/**
 * @param {string[]} paths modules, CommonJS. They share one text, so that what they have in common exists once. The code has
 *   to `require` them where they are needed: an import at the top of a file would undo it.
 */
export function deferred(paths) {
  return {
    name: 'deferred',
    setup({ onResolve, onLoad, initialOptions }) {
      onResolve({ filter: /.*/ }, ({ path }) =>
        paths.includes(path) || path === all ? { path, namespace: 'deferred' } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'deferred' }, async ({ path }) => {
        if (path !== all)
          return { contents: `module.exports = require(${JSON.stringify(all)})(${JSON.stringify(path)});` };
        const loaders = paths.map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(name)})`);
        const { outputFiles } = await build({
          ...initialOptions,
          entryPoints: undefined,
          stdin: {
            contents: `const modules = { ${loaders.join(', ')} };\nmodule.exports = (path) => modules[path]();`,
            resolveDir: initialOptions.absWorkingDir,
          },
          outfile: 'deferred.js',
          banner: undefined,
          plugins: [],
          metafile: false,
        });
        return { contents: asText(outputFiles[0].text), resolveDir: initialOptions.absWorkingDir };
      });
    },
  };
}

const asText = (source) => `
  const { compileFunction } = require('node:vm');
  const source = ${JSON.stringify(source)};
  const run = compileFunction(source, ['exports', 'require', 'module'], { filename: 'deferred modules' });
  run(exports, require, module);
`;
