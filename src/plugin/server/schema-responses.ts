/** The responses with a provider's schemas, encoded at build time. */

import type { Provider } from '../provider';
import { rpcHandlers } from '../rpc';
import { providerService } from '../wire/messages';
import { encodeMessage } from '../wire/protobuf';

/** By method: returns the encoded response. */
export interface SchemaResponses {
  readonly GetProviderSchema: () => Uint8Array;
  readonly GetResourceIdentitySchemas: () => Uint8Array;
}

/**
 * Computes the responses for the option `schemaResponses` of `serve`. They must match the provider, so compute them in the build.
 *
 * @throws Error when the schemas have mistakes.
 */
export async function encodeSchemaResponses(
  provider: Provider,
): Promise<{ readonly [M in keyof SchemaResponses]: Uint8Array }> {
  const handlers = rpcHandlers(provider, { checkSchemas: true });
  const { GetProviderSchema, GetResourceIdentitySchemas } = providerService.methods;
  const schemas = await handlers.GetProviderSchema({}, { signal: new AbortController().signal });
  const mistakes = schemas.diagnostics?.map(({ summary, detail }) => `${summary}: ${detail}`) ?? [];
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return {
    GetProviderSchema: encodeMessage(GetProviderSchema.response, schemas),
    GetResourceIdentitySchemas: encodeMessage(
      GetResourceIdentitySchemas.response,
      await handlers.GetResourceIdentitySchemas(),
    ),
  };
}
