/** GetMetadata and GetFunctions: what there is, without schemas. */

import type { GetFunctionsResponse, GetMetadataResponse, ServerCapabilities } from '../wire/messages';
import type { Session } from './session';

export function serverCapabilities({ provider }: Session): ServerCapabilities {
  return {
    planDestroy: true,
    getProviderSchemaOptional: true,
    moveResourceState: (provider.resources ?? []).some((resource) => resource.moveState !== undefined),
  };
}

export function getMetadata(session: Session) {
  return async (): Promise<GetMetadataResponse> => ({
    serverCapabilities: serverCapabilities(session),
    resources: (session.provider.resources ?? []).map(({ type }) => ({ typeName: type })),
    dataSources: (session.provider.dataSources ?? []).map(({ type }) => ({ typeName: type })),
  });
}

export function getFunctions() {
  return async (): Promise<GetFunctionsResponse> => ({});
}
