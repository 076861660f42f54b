/** Schema responses that the build encoded, so that a launch for the schemas alone does not load the provider. */

import type { SchemaResponses } from '../plugin';

/** By method, one character per byte. Inserted by scripts/build/schema-responses.mjs; missing in any other bundle. */
declare const SCHEMA_RESPONSES: { readonly [M in keyof SchemaResponses]: string };

export const schemaResponses: SchemaResponses | undefined =
  typeof SCHEMA_RESPONSES === 'undefined'
    ? undefined
    : {
        GetProviderSchema: () => Buffer.from(SCHEMA_RESPONSES.GetProviderSchema, 'latin1'),
        GetResourceIdentitySchemas: () => Buffer.from(SCHEMA_RESPONSES.GetResourceIdentitySchemas, 'latin1'),
      };
