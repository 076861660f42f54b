/** GetProviderSchema. */

import { checkProvider } from '../core/schema-check';
import type { Schema } from '../schema';
import { toFunctionMessages } from '../translate/functions';
import { toSchemaMessage } from '../translate/schemas';
import type { GetProviderSchemaResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { listableTypes, serverCapabilities } from './metadata';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function getProviderSchema(instance: ProviderInstance) {
  return (_request: object, call: Call): Promise<GetProviderSchemaResponse> => {
    const { provider } = instance;
    const operation = new Operation(instance, 'get the schema', call);
    return respond(operation, undefined, () => {
      if (instance.checkSchemas) {
        for (const mistake of checkProvider(provider)) operation.diagnostics.error('Invalid Provider Schema', mistake);
      }
      const schemas = (list: readonly { readonly type: string; readonly schema: Schema }[] | undefined) =>
        Object.fromEntries((list ?? []).map(({ type, schema }) => [type, toSchemaMessage(schema)]));
      return {
        provider: toSchemaMessage(provider.schema),
        resourceSchemas: schemas(provider.resources),
        dataSourceSchemas: schemas(provider.dataSources),
        ephemeralResourceSchemas: schemas(provider.ephemeralResources),
        functions: toFunctionMessages(instance.functions),
        listResourceSchemas: schemas(listableTypes(provider.resources)),
        serverCapabilities: serverCapabilities(instance),
      };
    });
  };
}
