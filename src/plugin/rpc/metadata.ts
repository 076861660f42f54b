/** GetMetadata and GetFunctions: what there is, without schemas. */

import type { Resource } from '../resource';
import type { GetFunctionsResponse, GetMetadataResponse, ServerCapabilities } from '../wire/messages';
import type { Session } from './session';

export function serverCapabilities({ provider }: Session): ServerCapabilities {
  return {
    planDestroy: true,
    getProviderSchemaOptional: true,
    generateResourceConfig: (provider.resources ?? []).length > 0,
    moveResourceState: (provider.resources ?? []).some((resource) => resource.moveState !== undefined),
  };
}

/** The resources that can be listed. */
export function listedTypes(resources: readonly Resource[] = []) {
  return resources.flatMap(({ type, list }) => (list === undefined ? [] : [{ type, schema: list.schema }]));
}

export function getMetadata(session: Session) {
  return async (): Promise<GetMetadataResponse> => ({
    serverCapabilities: serverCapabilities(session),
    resources: (session.provider.resources ?? []).map(({ type }) => ({ typeName: type })),
    dataSources: (session.provider.dataSources ?? []).map(({ type }) => ({ typeName: type })),
    listResources: listedTypes(session.provider.resources).map(({ type }) => ({ typeName: type })),
  });
}

export function getFunctions() {
  return async (): Promise<GetFunctionsResponse> => ({});
}
