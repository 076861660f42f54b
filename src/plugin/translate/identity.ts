/** Resource identities in and out of messages. */

import { conformValue } from '../core/conform';
import { DiagnosticError } from '../diagnostics';
import type { ResourceIdentity } from '../identity';
import type { Resource } from '../resource';
import { isWhollyKnown } from '../value/compare';
import type { ObjectValue, Type } from '../value/value';
import { decodeJsonState } from '../wire/json-state';
import type { ResourceIdentityData } from '../wire/messages';
import { decodeValue, encodeValue } from '../wire/msgpack';

/** The identity of an object. Undefined when its type has none, or the state does not hold all of it yet. */
export function toIdentityData(resource: Resource, state: ObjectValue | null): ResourceIdentityData | undefined {
  const { identity } = resource;
  if (identity === undefined || state === null) return undefined;
  const value = identity.of(state);
  const isComplete = Object.entries(identity.attributes).every(
    ([name, attribute]) => !attribute.requiredForImport || (value[name] ?? null) !== null,
  );
  return isComplete && isWhollyKnown(value) ? encodeIdentity(identity, value) : undefined;
}

/** The identity in a request. Undefined when there is none. */
export function fromIdentityData(resource: Resource, data: ResourceIdentityData | undefined): ObjectValue | undefined {
  const bytes = data?.identityData?.msgpack;
  if (bytes === undefined || bytes.length === 0) return undefined;
  if (resource.identity === undefined) {
    throw new DiagnosticError('Resource Has No Identity', `Import ${resource.type} by ID: it has no identity.`);
  }
  return (decodeValue(typeOfIdentity(resource.identity), bytes) as ObjectValue | null) ?? undefined;
}

/** @throws DiagnosticError when the value does not fit the attributes of the identity. */
export function encodeIdentity(identity: ResourceIdentity, value: ObjectValue): ResourceIdentityData {
  const type = typeOfIdentity(identity);
  return {
    identityData: {
      msgpack: encodeValue(type, conformValue(type, value, 'Provider returned an invalid resource identity')),
    },
  };
}

/** A stored identity of the current version. */
export function decodeStoredIdentity(identity: ResourceIdentity, json: Uint8Array): ObjectValue {
  return decodeJsonState(typeOfIdentity(identity), json) as ObjectValue;
}

function typeOfIdentity(identity: ResourceIdentity): Type {
  const types = Object.entries(identity.attributes).map(([name, { type }]) => [name, type] as const);
  return ['object', Object.fromEntries(types)];
}
