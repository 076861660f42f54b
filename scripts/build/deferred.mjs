/**
 * An esbuild plugin that packs a dependency so that a start does not pay for it: V8 reads through every function of a
 * file before it runs the first one, 15 ms for undici, at each of the four starts of an apply. Packed, it is one string
 * (1 ms), which becomes code when it is first imported.
 */
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * @param {string[]} names packages, CommonJS, of which each path that is imported is packed by itself. The code has to
 *   `require` or `import()` them where they are needed: an import at the top of a file would undo it.
 */
export function deferred(names) {
  return {
    name: 'deferred',
    setup({ onResolve, onLoad, initialOptions }) {
      onResolve({ filter: new RegExp(`^(${names.join('|')})(/|$)`) }, ({ path, namespace }) =>
        namespace === 'deferred' ? undefined : { path, namespace: 'deferred' },
      );
      onLoad({ filter: /.*/, namespace: 'deferred' }, async ({ path }) => {
        const { outputFiles } = await build({
          ...initialOptions,
          entryPoints: undefined,
          stdin: {
            contents: `module.exports = require(${JSON.stringify(path)});`,
            resolveDir: initialOptions.absWorkingDir,
          },
          outfile: 'deferred.js',
          banner: undefined,
          plugins: [],
          metafile: false,
        });
        const packed = brotliCompressSync(outputFiles[0].contents).toString('base64');
        return { contents: unpack(path, packed), resolveDir: initialOptions.absWorkingDir };
      });
    },
  };
}

const unpack = (name, packed) => `
  const { brotliDecompressSync } = require('node:zlib');
  const { compileFunction } = require('node:vm');
  const source = brotliDecompressSync(Buffer.from(${JSON.stringify(packed)}, 'base64')).toString();
  const run = compileFunction(source, ['exports', 'require', 'module'], { filename: ${JSON.stringify(`${name} (bundled)`)} });
  run(exports, require, module);
`;
