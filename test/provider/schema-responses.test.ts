/** The built provider (`npm run build`) returns schemas that the build encoded. They must match the sources. */

import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { encodeSchemaResponses } from '../../src/plugin';
import { providerService } from '../../src/plugin/wire/messages';
import { decodeMessage } from '../../src/plugin/wire/protobuf';
import { provider } from '../../src/provider/provider';
import { endLaunched, LaunchedPlugin } from '../plugin/server/launched-plugin';
import { temporaryFolder } from '../support/temporary';

afterEach(endLaunched);

test('the schemas in the provider file match its sources', async () => {
  // It puts its socket beside itself.
  const file = join(temporaryFolder(), 'plugin.js');
  copyFileSync(resolve(__dirname, '../../dist/terraform-provider-aiven.cjs'), file);
  const plugin = new LaunchedPlugin(file);
  const client = await plugin.connect();
  const computed = await encodeSchemaResponses(provider);
  for (const method of ['GetProviderSchema', 'GetResourceIdentitySchemas'] as const) {
    const { response } = providerService.methods[method];
    expect(await client.provider(method)).toEqual(decodeMessage(response, computed[method]));
  }
  await client.shutdown();
  client.close();
});
