/** Resource identity: GetResourceIdentitySchemas, UpgradeResourceIdentity, and the identity beside a state. */

import { DiagnosticError } from '../diagnostics';
import type { ResourceIdentity } from '../identity';
import type { Resource } from '../resource';
import { isWhollyKnown } from '../value/compare';
import type { ObjectValue, Type } from '../value/value';
import { decodeJsonState } from '../wire/json-state';
import type {
  GetResourceIdentitySchemasResponse,
  ResourceIdentityData,
  UpgradeResourceIdentityRequest,
  UpgradeResourceIdentityResponse,
} from '../wire/messages';
import { decodeValue, encodeValue } from '../wire/msgpack';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import { toIdentitySchemaMessage } from './schema-messages';
import type { Session } from './session';
import { parseRawState } from './upgrade-state';

export function getResourceIdentitySchemas({ provider }: Session) {
  return async (): Promise<GetResourceIdentitySchemasResponse> => ({
    identitySchemas: Object.fromEntries(
      (provider.resources ?? []).flatMap(({ type, identity }) =>
        identity === undefined ? [] : [[type, toIdentitySchemaMessage(identity)]],
      ),
    ),
  });
}

export function upgradeResourceIdentity(session: Session) {
  return (request: UpgradeResourceIdentityRequest, call: Call): Promise<UpgradeResourceIdentityResponse> => {
    const operation = new Operation(session, `upgrade the identity of ${request.typeName}`, call);
    return respond(operation, undefined, () => {
      const { identity, type } = session.resource(request.typeName);
      const stored = Number(request.version);
      const current = identity?.version ?? 0;
      if (identity === undefined || (stored !== current && identity.upgrade === undefined)) {
        const sentence = `${type} has no way from identity version ${stored} to version ${current}.`;
        throw new DiagnosticError('Unable to Upgrade Resource Identity', sentence);
      }
      const upgraded =
        stored === current
          ? (decodeJsonState(typeOfIdentity(identity), request.rawIdentity?.json ?? new Uint8Array()) as ObjectValue)
          : (identity.upgrade?.(parseRawState(request.rawIdentity), stored) ?? null);
      return { upgradedIdentity: { identityData: { msgpack: encodeValue(typeOfIdentity(identity), upgraded) } } };
    });
  };
}

/** The identity of an object; undefined when its type has none, or the state does not hold all of it yet. */
export function toIdentityData(resource: Resource, state: ObjectValue | null): ResourceIdentityData | undefined {
  const { identity } = resource;
  if (identity === undefined || state === null) {
    return undefined;
  }
  const value = identity.of(state);
  const isComplete = Object.entries(identity.attributes).every(
    ([name, attribute]) => !attribute.requiredForImport || (value[name] ?? null) !== null,
  );
  return isComplete && isWhollyKnown(value)
    ? { identityData: { msgpack: encodeValue(typeOfIdentity(identity), value) } }
    : undefined;
}

/** The identity in a request; undefined when there is none. */
export function fromIdentityData(resource: Resource, data: ResourceIdentityData | undefined): ObjectValue | undefined {
  const bytes = data?.identityData?.msgpack;
  if (bytes === undefined || bytes.length === 0) {
    return undefined;
  }
  if (resource.identity === undefined) {
    throw new DiagnosticError('Resource has no identity', `${resource.type} can only be imported by its id.`);
  }
  return (decodeValue(typeOfIdentity(resource.identity), bytes) as ObjectValue | null) ?? undefined;
}

function typeOfIdentity(identity: ResourceIdentity): Type {
  const types = Object.entries(identity.attributes).map(([name, { type }]) => [name, type] as const);
  return ['object', Object.fromEntries(types)];
}
