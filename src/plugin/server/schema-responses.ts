/** The responses that tell a provider's schemas, made before anybody asks. */

import type { Provider } from '../provider';
import { rpcHandlers } from '../rpc';
import { providerService } from '../wire/messages';
import { encodeMessage } from '../wire/protobuf';

/** By method, what gives the encoded response. */
export interface SchemaResponses {
  readonly GetProviderSchema: () => Uint8Array;
  readonly GetResourceIdentitySchemas: () => Uint8Array;
}

/**
 * The responses that `serve` would compute, for its option `schemaResponses`. Whoever keeps them makes them anew whenever the
 * provider changes: at best in the build.
 *
 * @throws Error when the provider cannot tell its schemas, or has mistakes in them.
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
