/** The responses with the schemas as the build encoded them: a start that only tells them loads nothing of the provider. */

import type { SchemaResponses } from '../plugin';

/** By method, a character a byte. Put in by the build (scripts/build/schema-responses.mjs); not there in a program that was bundled otherwise. */
declare const SCHEMA_RESPONSES: { readonly [M in keyof SchemaResponses]: string };

export const schemaResponses: SchemaResponses | undefined =
  typeof SCHEMA_RESPONSES === 'undefined'
    ? undefined
    : {
        GetProviderSchema: () => Buffer.from(SCHEMA_RESPONSES.GetProviderSchema, 'latin1'),
        GetResourceIdentitySchemas: () => Buffer.from(SCHEMA_RESPONSES.GetResourceIdentitySchemas, 'latin1'),
      };
