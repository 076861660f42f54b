/** Encodes the provider's schema responses at build time, in the form that src/provider/schema-responses.ts reads. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { nodeBundle } from './bundle.mjs';

const program = `
export { provider } from './src/provider/provider';
export { encodeSchemaResponses } from './src/plugin';
`;

/** @returns {Promise<string>} JSON: the response by method, one character per byte */
export async function schemaResponses(root) {
  const { outputFiles } = await build({
    ...nodeBundle,
    absWorkingDir: root,
    stdin: { contents: program, resolveDir: root },
  });
  const module = { exports: {} };
  compileFunction(outputFiles[0].text, ['module', 'require'])(module, createRequire(join(root, 'package.json')));
  const { provider, encodeSchemaResponses } = module.exports;
  const responses = Object.entries(await encodeSchemaResponses(provider));
  return JSON.stringify(
    Object.fromEntries(responses.map(([method, bytes]) => [method, Buffer.from(bytes).toString('latin1')])),
  );
}
