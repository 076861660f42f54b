/** GetProviderSchema and GetMetadata: the provider's types, with and without their schemas. */

import { checkProvider } from '../core/schema-check';
import type { Resource } from '../resource';
import type { Schema } from '../schema';
import { toFunctionMessages } from '../translate/functions';
import { toSchemaMessage } from '../translate/schemas';
import type { GetMetadataResponse, GetProviderSchemaResponse, ServerCapabilities } from '../wire/messages';
import type { Call } from '../wire/service';
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

function serverCapabilities({ provider }: ProviderInstance): ServerCapabilities {
  return {
    planDestroy: true,
    getProviderSchemaOptional: true,
    generateResourceConfig: (provider.resources ?? []).length > 0,
    moveResourceState: (provider.resources ?? []).some((resource) => resource.moveState !== undefined),
  };
}

/** The resources that support listing. */
function listableTypes(resources: readonly Resource[] = []) {
  return resources.flatMap(({ type, list }) => (list === undefined ? [] : [{ type, schema: list.schema }]));
}

export function getMetadata(instance: ProviderInstance) {
  return async (): Promise<GetMetadataResponse> => ({
    serverCapabilities: serverCapabilities(instance),
    resources: (instance.provider.resources ?? []).map(({ type }) => ({ typeName: type })),
    dataSources: (instance.provider.dataSources ?? []).map(({ type }) => ({ typeName: type })),
    ephemeralResources: (instance.provider.ephemeralResources ?? []).map(({ type }) => ({ typeName: type })),
    functions: [...instance.functions].map(({ name }) => ({ name })),
    listResources: listableTypes(instance.provider.resources).map(({ type }) => ({ typeName: type })),
  });
}
