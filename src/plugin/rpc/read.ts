/** ReadResource. */

import { checkKnown, completeReturned } from '../core/returned';
import { PrivateState } from '../private-state';
import type { ReadResourceRequest, ReadResourceResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { toIdentityData } from './identity';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { requireObject, toDynamicValue } from './values';

export function readResource(session: Session) {
  return (request: ReadResourceRequest, call: Call): Promise<ReadResourceResponse> => {
    const operation = new Operation(session, `read ${request.typeName}`, call);
    const schema = session.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = session.resource(request.typeName);
      const prior = requireObject(resource.schema, request.currentState, 'state');
      const privateState = PrivateState.fromBytes(request.private);
      const context = operation.resourceContext(prior, privateState);
      const returned = await unlessGone(session, () => resource.read(prior, context));
      if (returned === null) {
        return { newState: toDynamicValue(resource.schema, null) };
      }
      const state = completeReturned(resource.schema, returned, prior);
      const problems = checkKnown(resource.schema, state, 'read');
      if (problems.length > 0) {
        throw new AggregateError(problems);
      }
      return {
        newState: toDynamicValue(resource.schema, state),
        private: privateState.toBytes(),
        newIdentity: toIdentityData(resource, state),
      };
    });
  };
}

/** The outcome, or null when the provider says of an error that the object is gone. */
export async function unlessGone<T>(session: Session, run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (reason) {
    if (session.provider.isGone?.(reason)) {
      return null;
    }
    throw reason;
  }
}
