/** ImportResourceState: imports by ID, or by identity where the resource has one. */

import { completeReturned } from '../core/returned';
import { DiagnosticError } from '../diagnostics';
import { PrivateState } from '../private-state';
import type { Resource } from '../resource';
import { fromIdentityData, toIdentityData } from '../translate/identity';
import { toDynamicValue } from '../translate/values';
import type { ImportResourceStateRequest, ImportResourceStateResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function importResourceState(instance: ProviderInstance) {
  return (request: ImportResourceStateRequest, call: Call): Promise<ImportResourceStateResponse> => {
    const operation = new Operation(instance, `import ${request.typeName}`, call);
    const schema = instance.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = instance.resource(request.typeName);
      if (resource.importState === undefined) {
        throw new DiagnosticError('Resource Import Not Supported', `The provider cannot import ${resource.type}.`);
      }
      const privateState = new PrivateState();
      const id = importIdOf(resource, request);
      const imported = await resource.importState(id, operation.resourceContext(null, privateState));
      const state = completeReturned(resource.schema, imported, null);
      if (Object.values(imported).every((value) => value === null || value === undefined)) {
        throw new DiagnosticError(
          'Missing Resource Import State',
          `The import of ${resource.type} "${id}" returned an empty state. This is a bug in the provider.`,
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
