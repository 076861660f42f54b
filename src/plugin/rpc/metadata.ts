/** GetMetadata: the provider's types, without their schemas. */

import type { Resource } from '../resource';
import type { GetMetadataResponse, ServerCapabilities } from '../wire/messages';
import type { ProviderInstance } from './provider-instance';

export function serverCapabilities({ provider }: ProviderInstance): ServerCapabilities {
  return {
    planDestroy: true,
    getProviderSchemaOptional: true,
    generateResourceConfig: (provider.resources ?? []).length > 0,
    moveResourceState: (provider.resources ?? []).some((resource) => resource.moveState !== undefined),
  };
}

/** The resources that support listing. */
export function listableTypes(resources: readonly Resource[] = []) {
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
