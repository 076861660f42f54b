/** MoveResourceState: a `moved` block across resource types or providers. */

import { completeReturned } from '../core/returned';
import { DiagnosticError } from '../diagnostics';
import type { MoveResourceStateRequest, MoveResourceStateResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { toIdentityData } from './identity';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { parseRawState } from './upgrade-state';
import { toDynamicValue } from './values';

export function moveResourceState(session: Session) {
  return (request: MoveResourceStateRequest, call: Call): Promise<MoveResourceStateResponse> => {
    const { sourceTypeName, targetTypeName, sourceProviderAddress } = request;
    const operation = new Operation(session, `move ${sourceTypeName} to ${targetTypeName}`, call);
    const schema = session.findResource(targetTypeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = session.resource(targetTypeName);
      const source = {
        providerAddress: sourceProviderAddress,
        type: sourceTypeName,
        schemaVersion: Number(request.sourceSchemaVersion),
        state: parseRawState(request.sourceState),
      };
      const moved = await resource.moveState?.(source, operation.baseContext());
      if (moved === undefined) {
        const sentence = `A ${sourceTypeName} of ${sourceProviderAddress} (schema version ${source.schemaVersion}) cannot become a ${targetTypeName}.`;
        throw new DiagnosticError('Unable to Move Resource State', sentence);
      }
      const state = completeReturned(resource.schema, moved, null);
      return { targetState: toDynamicValue(resource.schema, state), targetIdentity: toIdentityData(resource, state) };
    });
  };
}
