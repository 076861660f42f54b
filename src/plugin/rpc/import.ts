/** ImportResourceState: by id, or by identity where the resource has one. */

import { completeReturned } from '../core/returned';
import { DiagnosticError } from '../diagnostics';
import { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import type { ImportResourceStateRequest, ImportResourceStateResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { fromIdentityData, toIdentityData } from './identity';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { toDynamicValue } from './values';

export function importResourceState(session: Session) {
  return (request: ImportResourceStateRequest, call: Call): Promise<ImportResourceStateResponse> => {
    const operation = new Operation(session, `import ${request.typeName}`, call);
    const schema = session.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = session.resource(request.typeName);
      if (resource.importState === undefined) {
        throw new DiagnosticError('Resource Import Not Implemented', `${resource.type} cannot be imported.`);
      }
      const privateState = new PrivateState();
      const id = importIdOf(resource, request);
      const imported = await resource.importState(id, operation.resourceContext(null, privateState));
      const state = completeReturned(resource.schema, imported, null);
      if (Object.values(imported).every((value) => value === null || value === undefined)) {
        throw new DiagnosticError(
          'Missing Resource Import State',
          `The import of ${resource.type} "${id}" found nothing to start from. This is a bug in the provider.`,
        );
      }
      return {
        importedResources: [
          {
            typeName: resource.type,
            state: toDynamicValue(resource.schema, state),
            private: privateState.toBytes(),
            identity: toIdentityData(resource, state),
          },
        ],
      };
    });
  };
}

function importIdOf(resource: Resource, request: ImportResourceStateRequest): string {
  const identity = fromIdentityData(resource, request.identity);
  return identity === undefined || resource.identity === undefined ? request.id : resource.identity.importId(identity);
}
