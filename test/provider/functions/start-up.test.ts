/** Terraform starts a process in each phase only to call functions. */

import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decodeValue, encodeValue } from '../../../src/plugin/wire/msgpack';
import { endLaunched, handshakeEnvironment, LaunchedPlugin } from '../../plugin/server/launched-plugin';
import { temporaryFolder } from '../../support/temporary';

afterEach(endLaunched);

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

/** The modules and packages that a process has loaded: esbuild names their wrappers after them. */
function loadedModules(folder: string): string[] {
  const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage);
  return reports.flatMap(({ result }) =>
    result.flatMap(({ functions }) =>
      functions.flatMap(({ functionName, ranges }) =>
        ranges[0]?.count && /\//.test(functionName) ? [functionName] : [],
      ),
    ),
  );
}

test('a process that only calls functions loads no resource, no API client and no undici', async () => {
  const folder = temporaryFolder();
  const [file, coverage] = [join(folder, 'plugin.js'), join(folder, 'coverage')];
  copyFileSync(resolve(__dirname, '../../../dist/terraform-provider-aiven.cjs'), file);
  mkdirSync(coverage);
  const plugin = new LaunchedPlugin(file, { ...handshakeEnvironment, NODE_V8_COVERAGE: coverage });
  const client = await plugin.connect();
  const argument = encodeValue('string', 'https://acme.managedhsm.azure.net/keys/orders');
  const { result } = await client.provider('CallFunction', { name: 'azure_role', arguments: [{ msgpack: argument }] });
  expect(decodeValue('string', (result as { msgpack: Uint8Array }).msgpack)).toBe('Managed HSM Crypto User');
  await client.shutdown();
  client.close();
  await plugin.exited;
  const loaded = loadedModules(coverage);
  expect(loaded).toContain('src/provider/functions/index.ts');
  expect(loaded).toContain('node_modules/@msgpack/msgpack/dist.cjs/index.cjs');
  const unexpected = /^src\/client\/|^src\/provider\/(?!functions\/|schema-responses)|undici/;
  expect(loaded.filter((module) => unexpected.test(module))).toEqual([]);
});
