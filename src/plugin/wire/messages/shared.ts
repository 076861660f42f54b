/** Messages that many RPCs share. */

import {
  bool,
  bytes,
  defineMessage,
  type Encodable,
  enumeration,
  int64,
  map,
  message,
  oneof,
  repeated,
  string,
} from '../field';

/** A value whose type is known from the schema. Terraform always sends msgpack; JSON is also legal. */
export const dynamicValue = defineMessage('tfplugin6.DynamicValue', { msgpack: bytes(1), json: bytes(2) });
export type DynamicValue = Encodable<typeof dynamicValue>;

/** One step of a path. Elements of a set have no address, so a path ends at the set. */
export const attributePathStep = defineMessage('tfplugin6.AttributePath.Step', {
  attributeName: oneof('selector', string(1)),
  elementKeyString: oneof('selector', string(2)),
  elementKeyInt: oneof('selector', int64(3)),
});
export type AttributePathStep = Encodable<typeof attributePathStep>;

export const attributePath = defineMessage('tfplugin6.AttributePath', {
  steps: repeated(message(1, attributePathStep)),
});
export type AttributePath = Encodable<typeof attributePath>;

export const Severity = { error: 1, warning: 2 } as const;

export const diagnostic = defineMessage('tfplugin6.Diagnostic', {
  severity: enumeration(1),
  summary: string(2),
  detail: string(3),
  attribute: message(4, attributePath),
});
export type Diagnostic = Encodable<typeof diagnostic>;

/** A state as in the state file: JSON, or the flat map of Terraform 0.11 and earlier. */
export const rawState = defineMessage('tfplugin6.RawState', { json: bytes(1), flatmap: map(string(2)) });
export type RawState = Encodable<typeof rawState>;

export const resourceIdentityData = defineMessage('tfplugin6.ResourceIdentityData', {
  identityData: message(1, dynamicValue),
});
export type ResourceIdentityData = Encodable<typeof resourceIdentityData>;

export const serverCapabilities = defineMessage('tfplugin6.ServerCapabilities', {
  planDestroy: bool(1),
  getProviderSchemaOptional: bool(2),
  moveResourceState: bool(3),
  generateResourceConfig: bool(4),
});
export type ServerCapabilities = Encodable<typeof serverCapabilities>;

export const clientCapabilities = defineMessage('tfplugin6.ClientCapabilities', {
  deferralAllowed: bool(1),
  writeOnlyAttributesAllowed: bool(2),
  storePlannedPrivate: bool(3),
  computedBlocksAllowed: bool(4),
});
export type ClientCapabilities = Encodable<typeof clientCapabilities>;

export const DeferredReason = { resourceConfigUnknown: 1, providerConfigUnknown: 2, absentPrerequisite: 3 } as const;

export const deferred = defineMessage('tfplugin6.Deferred', { reason: enumeration(1) });
export type Deferred = Encodable<typeof deferred>;

/** The diagnostics of a response, in the given field number. */
export const diagnostics = (number: number) => repeated(message(number, diagnostic));
