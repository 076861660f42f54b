/** The responses with the provider's schemas, encoded by the provider's own code, in the form that src/provider/schema-responses.ts reads. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';

const program = `
export { provider } from './src/provider/provider';
export { encodeSchemaResponses } from './src/plugin';
`;

/** @returns {Promise<string>} JSON: by method, the response, a character a byte */
export async function schemaResponses(root) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
  });
  const module = { exports: {} };
  compileFunction(outputFiles[0].text, ['module', 'require'])(module, createRequire(join(root, 'package.json')));
  const { provider, encodeSchemaResponses } = module.exports;
  const responses = Object.entries(await encodeSchemaResponses(provider));
  return JSON.stringify(
    Object.fromEntries(responses.map(([method, bytes]) => [method, Buffer.from(bytes).toString('latin1')])),
  );
}
