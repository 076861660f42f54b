/** MoveResourceState: a `moved` block across resource types or providers. */

import { completeReturned } from '../core/returned';
import { DiagnosticError } from '../diagnostics';
import { toIdentityData } from '../translate/identity';
import { parseRawState } from '../translate/raw-state';
import { toDynamicValue } from '../translate/values';
import type { MoveResourceStateRequest, MoveResourceStateResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function moveResourceState(instance: ProviderInstance) {
  return (request: MoveResourceStateRequest, call: Call): Promise<MoveResourceStateResponse> => {
    const { sourceTypeName, targetTypeName, sourceProviderAddress } = request;
    const operation = new Operation(instance, `move ${sourceTypeName} to ${targetTypeName}`, call);
    const schema = instance.findResource(targetTypeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = instance.resource(targetTypeName);
      const source = {
        providerAddress: sourceProviderAddress,
        type: sourceTypeName,
        schemaVersion: Number(request.sourceSchemaVersion),
        state: parseRawState(request.sourceState),
      };
      const moved = await resource.moveState?.(source, operation.baseContext());
      if (moved === undefined) {
        const sentence = `The provider cannot move ${sourceTypeName} of ${sourceProviderAddress} (schema version ${source.schemaVersion}) to ${targetTypeName}.`;
        throw new DiagnosticError('Unable to Move Resource State', sentence);
      }
      const state = completeReturned(resource.schema, moved, null);
      return { targetState: toDynamicValue(resource.schema, state), targetIdentity: toIdentityData(resource, state) };
    });
  };
}
