/** ListResource and ValidateListResourceConfig, for `terraform query`. */

import { checkKnown, completeReturned } from '../core/returned';
import { validateConfig } from '../core/validate';
import { DiagnosticError, throwAll } from '../diagnostics';
import type { ListedObject, ResourceList } from '../list';
import type { Resource } from '../resource';
import { toDiagnosticMessages } from '../translate/diagnostics';
import { toIdentityData } from '../translate/identity';
import { requireObject, toDynamicValue } from '../translate/values';
import { isWhollyKnown } from '../value/compare';
import type {
  ListResourceEvent,
  ListResourceRequest,
  ValidateListResourceConfigRequest,
  ValidateListResourceConfigResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function validateListResourceConfig(instance: ProviderInstance) {
  return (request: ValidateListResourceConfigRequest, call: Call): Promise<ValidateListResourceConfigResponse> => {
    const operation = new Operation(instance, `validate the list of ${request.typeName}`, call);
    const schema = instance.findResource(request.typeName)?.list?.schema;
    return respond(operation, schema, async () => {
      const { list } = requireListable(instance, request.typeName);
      const config = requireObject(list.schema, request.config, 'config');
      operation.diagnostics.addAll(validateConfig(list.schema, config).list);
      await list.validate?.(config, operation.baseContext());
      return {};
    });
  };
}

export function listResource(instance: ProviderInstance) {
  return async function* (request: ListResourceRequest, call: Call): AsyncGenerator<ListResourceEvent> {
    const operation = new Operation(instance, `list ${request.typeName}`, call);
    const block = instance.findResource(request.typeName)?.list?.schema;
    let sent = 0;
    const takeDiagnostics = () => {
      const { list } = operation.diagnostics;
      const messages = toDiagnosticMessages({ list: list.slice(sent) }, block);
      sent = list.length;
      return messages;
    };
    try {
      for await (const event of events(instance, request, operation)) yield { ...event, diagnostic: takeDiagnostics() };
    } catch (error) {
      operation.fail(error);
    }
    const rest = takeDiagnostics();
    if (rest.length > 0) yield { diagnostic: rest };
  };
}

async function* events(
  instance: ProviderInstance,
  { typeName, config: configMessage, limit: requestedLimit, includeResourceObject }: ListResourceRequest,
  operation: Operation,
): AsyncGenerator<ListResourceEvent> {
  const resource = requireListable(instance, typeName);
  const config = requireObject(resource.list.schema, configMessage, 'config');
  if (!isWhollyKnown(config)) {
    const sentence = `The list block for ${typeName} depends on values that are not known yet.`;
    throw new DiagnosticError('Unknown Value in a List Block', sentence);
  }
  const limit = Number(requestedLimit) > 0 ? Number(requestedLimit) : undefined;
  const options = { limit, includeResource: includeResourceObject };
  let count = 0;
  for await (const object of resource.list.objects(config, options, operation.context())) {
    operation.signal.throwIfAborted();
    yield toEvent(resource, object, includeResourceObject);
    count += 1;
    // Returning also ends the author's iteration.
    if (count === limit) return;
  }
}

function toEvent(resource: Resource, { displayName, state }: ListedObject, withObject: boolean): ListResourceEvent {
  const complete = completeReturned(resource.schema, state, null);
  if (withObject) throwAll(checkKnown(resource.schema, complete, 'list'));
  const identity = toIdentityData(resource, complete);
  if (identity === undefined) {
    const sentence = `The provider listed ${resource.type} "${displayName}" without a complete identity. This is a bug in the provider.`;
    throw new DiagnosticError('Missing Resource Identity', sentence);
  }
  return {
    identity,
    displayName,
    resourceObject: withObject ? toDynamicValue(resource.schema, complete) : undefined,
  };
}

function requireListable(instance: ProviderInstance, type: string): Resource & { readonly list: ResourceList } {
  const resource = instance.resource(type);
  if (resource.list === undefined) {
    throw new DiagnosticError('Resource Cannot Be Listed', `The provider does not support listing ${type}.`);
  }
  return resource as Resource & { readonly list: ResourceList };
}
