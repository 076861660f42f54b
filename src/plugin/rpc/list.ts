/** ListResource and ValidateListResourceConfig: the objects that exist, for `terraform query`. */

import { checkKnown, completeReturned } from '../core/returned';
import { validateConfig } from '../core/validate';
import { DiagnosticError } from '../diagnostics';
import type { ListedObject, ResourceList } from '../list';
import type { Resource } from '../resource';
import { isWhollyKnown } from '../value/compare';
import type {
  ListResourceEvent,
  ListResourceRequest,
  ValidateListResourceConfigRequest,
  ValidateListResourceConfigResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { toDiagnosticMessages } from './diagnostic-messages';
import { toIdentityData } from './identity';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { requireObject, toDynamicValue } from './values';

export function validateListResourceConfig(session: Session) {
  return (request: ValidateListResourceConfigRequest, call: Call): Promise<ValidateListResourceConfigResponse> => {
    const operation = new Operation(session, `validate the list of ${request.typeName}`, call);
    const schema = session.findResource(request.typeName)?.list?.schema;
    return respond(operation, schema, async () => {
      const { list } = listed(session, request.typeName);
      const config = requireObject(list.schema, request.config, 'config');
      operation.diagnostics.addAll(validateConfig(list.schema, config).list);
      await list.validate?.(config, operation.baseContext());
      return {};
    });
  };
}

export function listResource(session: Session) {
  return async function* (request: ListResourceRequest, call: Call): AsyncGenerator<ListResourceEvent> {
    const operation = new Operation(session, `list ${request.typeName}`, call);
    const block = session.findResource(request.typeName)?.list?.schema;
    let told = 0;
    /** What has been reported since the last event. */
    const news = () => {
      const { list } = operation.diagnostics;
      const messages = toDiagnosticMessages({ list: list.slice(told) }, block);
      told = list.length;
      return messages;
    };
    try {
      for await (const event of events(session, request, operation)) yield { ...event, diagnostic: news() };
    } catch (reason) {
      operation.fail(reason);
    }
    const rest = news();
    if (rest.length > 0) yield { diagnostic: rest };
  };
}

async function* events(
  session: Session,
  { typeName, config: configMessage, limit: asked, includeResourceObject }: ListResourceRequest,
  operation: Operation,
): AsyncGenerator<ListResourceEvent> {
  const resource = listed(session, typeName);
  const config = requireObject(resource.list.schema, configMessage, 'config');
  if (!isWhollyKnown(config)) {
    const sentence = `The configuration of the list of ${typeName} depends on values that are not known yet.`;
    throw new DiagnosticError('Unknown value in a list block', sentence);
  }
  const limit = Number(asked) > 0 ? Number(asked) : undefined;
  const options = { limit, includeResource: includeResourceObject };
  let count = 0;
  for await (const object of resource.list.objects(config, options, operation.context())) {
    operation.signal.throwIfAborted();
    yield toEvent(resource, object, includeResourceObject);
    count += 1;
    // Leaving the loop ends the search as well.
    if (count === limit) return;
  }
}

function toEvent(resource: Resource, { displayName, state }: ListedObject, withObject: boolean): ListResourceEvent {
  const complete = completeReturned(resource.schema, state, null);
  const problems = withObject ? checkKnown(resource.schema, complete, 'list') : [];
  if (problems.length > 0) throw new AggregateError(problems);
  const identity = toIdentityData(resource, complete);
  if (identity === undefined) {
    const sentence = `The list of ${resource.type} has no whole identity for "${displayName}". This is a bug in the provider.`;
    throw new DiagnosticError('Missing Resource Identity', sentence);
  }
  return {
    identity,
    displayName,
    resourceObject: withObject ? toDynamicValue(resource.schema, complete) : undefined,
  };
}

function listed(session: Session, type: string): Resource & { readonly list: ResourceList } {
  const resource = session.resource(type);
  if (resource.list === undefined) {
    throw new DiagnosticError('Resource cannot be listed', `The provider has no list of ${type}.`);
  }
  return resource as Resource & { readonly list: ResourceList };
}
