/** ReadResource. */

import { checkKnown, completeReturned } from '../core/returned';
import { throwAll } from '../diagnostics';
import { PrivateState } from '../private-state';
import { toIdentityData } from '../translate/identity';
import { requireObject, toDynamicValue } from '../translate/values';
import type { ReadResourceRequest, ReadResourceResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function readResource(instance: ProviderInstance) {
  return (request: ReadResourceRequest, call: Call): Promise<ReadResourceResponse> => {
    const operation = new Operation(instance, `read ${request.typeName}`, call);
    const schema = instance.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = instance.resource(request.typeName);
      const prior = requireObject(resource.schema, request.currentState, 'state');
      const privateState = PrivateState.fromBytes(request.private);
      const context = operation.resourceContext(prior, privateState);
      const returned = await nullIfGone(instance, () => resource.read(prior, context));
      if (returned === null) return { newState: toDynamicValue(resource.schema, null) };
      const state = completeReturned(resource.schema, returned, prior);
      throwAll(checkKnown(resource.schema, state, 'read'));
      return {
        newState: toDynamicValue(resource.schema, state),
        private: privateState.toBytes(),
        newIdentity: toIdentityData(resource, state),
      };
    });
  };
}

/** Null when the provider recognizes the error as "the object no longer exists". */
export async function nullIfGone<T>(instance: ProviderInstance, run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (instance.provider.isGone?.(error)) return null;
    throw error;
  }
}
