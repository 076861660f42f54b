/** Messages about managed resources. */

import { bool, bytes, defineMessage, type Encodable, int64, message, optional, repeated, string } from '../field';
import { type RequestOf, type ResponseOf, serverStream, unary } from '../service';
import {
  attributePath,
  clientCapabilities,
  deferred,
  diagnostics,
  dynamicValue,
  rawState,
  resourceIdentityData,
} from './shared';

export const validateResourceConfig = unary(
  'ValidateResourceConfig',
  { typeName: string(1), config: message(2, dynamicValue), clientCapabilities: message(3, clientCapabilities) },
  { diagnostics: diagnostics(1) },
);
export type ValidateResourceConfigRequest = RequestOf<typeof validateResourceConfig>;
export type ValidateResourceConfigResponse = ResponseOf<typeof validateResourceConfig>;

export const upgradeResourceState = unary(
  'UpgradeResourceState',
  { typeName: string(1), version: int64(2), rawState: message(3, rawState) },
  { upgradedState: message(1, dynamicValue), diagnostics: diagnostics(2) },
);
export type UpgradeResourceStateRequest = RequestOf<typeof upgradeResourceState>;
export type UpgradeResourceStateResponse = ResponseOf<typeof upgradeResourceState>;

export const upgradeResourceIdentity = unary(
  'UpgradeResourceIdentity',
  { typeName: string(1), version: int64(2), rawIdentity: message(3, rawState) },
  { upgradedIdentity: message(1, resourceIdentityData), diagnostics: diagnostics(2) },
);
export type UpgradeResourceIdentityRequest = RequestOf<typeof upgradeResourceIdentity>;
export type UpgradeResourceIdentityResponse = ResponseOf<typeof upgradeResourceIdentity>;

export const readResource = unary(
  'ReadResource',
  {
    typeName: string(1),
    currentState: message(2, dynamicValue),
    private: bytes(3),
    providerMeta: message(4, dynamicValue),
    clientCapabilities: message(5, clientCapabilities),
    currentIdentity: message(6, resourceIdentityData),
  },
  {
    newState: message(1, dynamicValue),
    diagnostics: diagnostics(2),
    private: bytes(3),
    deferred: message(4, deferred),
    newIdentity: message(5, resourceIdentityData),
  },
);
export type ReadResourceRequest = RequestOf<typeof readResource>;
export type ReadResourceResponse = ResponseOf<typeof readResource>;

export const planResourceChange = unary(
  'PlanResourceChange',
  {
    typeName: string(1),
    priorState: message(2, dynamicValue),
    proposedNewState: message(3, dynamicValue),
    config: message(4, dynamicValue),
    priorPrivate: bytes(5),
    providerMeta: message(6, dynamicValue),
    clientCapabilities: message(7, clientCapabilities),
    priorIdentity: message(8, resourceIdentityData),
    plannedPrivate: bytes(9),
  },
  {
    plannedState: message(1, dynamicValue),
    requiresReplace: repeated(message(2, attributePath)),
    plannedPrivate: bytes(3),
    diagnostics: diagnostics(4),
    legacyTypeSystem: bool(5),
    deferred: message(6, deferred),
    plannedIdentity: message(7, resourceIdentityData),
  },
);
export type PlanResourceChangeRequest = RequestOf<typeof planResourceChange>;
export type PlanResourceChangeResponse = ResponseOf<typeof planResourceChange>;

export const applyResourceChange = unary(
  'ApplyResourceChange',
  {
    typeName: string(1),
    priorState: message(2, dynamicValue),
    plannedState: message(3, dynamicValue),
    config: message(4, dynamicValue),
    plannedPrivate: bytes(5),
    providerMeta: message(6, dynamicValue),
    plannedIdentity: message(7, resourceIdentityData),
  },
  {
    newState: message(1, dynamicValue),
    private: bytes(2),
    diagnostics: diagnostics(3),
    legacyTypeSystem: bool(4),
    newIdentity: message(5, resourceIdentityData),
  },
);
export type ApplyResourceChangeRequest = RequestOf<typeof applyResourceChange>;
export type ApplyResourceChangeResponse = ResponseOf<typeof applyResourceChange>;

export const importedResource = defineMessage('tfplugin6.ImportResourceState.ImportedResource', {
  typeName: string(1),
  state: message(2, dynamicValue),
  private: bytes(3),
  identity: message(4, resourceIdentityData),
});
export type ImportedResource = Encodable<typeof importedResource>;

export const importResourceState = unary(
  'ImportResourceState',
  {
    typeName: string(1),
    id: string(2),
    clientCapabilities: message(3, clientCapabilities),
    identity: message(4, resourceIdentityData),
  },
  {
    importedResources: repeated(message(1, importedResource)),
    diagnostics: diagnostics(2),
    deferred: message(3, deferred),
  },
);
export type ImportResourceStateRequest = RequestOf<typeof importResourceState>;
export type ImportResourceStateResponse = ResponseOf<typeof importResourceState>;

export const moveResourceState = unary(
  'MoveResourceState',
  {
    sourceProviderAddress: string(1),
    sourceTypeName: string(2),
    sourceSchemaVersion: int64(3),
    sourceState: message(4, rawState),
    targetTypeName: string(5),
    sourcePrivate: bytes(6),
    sourceIdentity: message(7, rawState),
    sourceIdentitySchemaVersion: int64(8),
  },
  {
    targetState: message(1, dynamicValue),
    diagnostics: diagnostics(2),
    targetPrivate: bytes(3),
    targetIdentity: message(4, resourceIdentityData),
  },
);
export type MoveResourceStateRequest = RequestOf<typeof moveResourceState>;
export type MoveResourceStateResponse = ResponseOf<typeof moveResourceState>;

export const generateResourceConfig = unary(
  'GenerateResourceConfig',
  { typeName: string(1), state: message(2, dynamicValue) },
  { config: message(1, dynamicValue), diagnostics: diagnostics(2) },
);
export type GenerateResourceConfigRequest = RequestOf<typeof generateResourceConfig>;
export type GenerateResourceConfigResponse = ResponseOf<typeof generateResourceConfig>;

export const listResource = serverStream(
  'ListResource',
  {
    typeName: string(1),
    config: message(2, dynamicValue),
    includeResourceObject: bool(3),
    limit: int64(4),
  },
  {
    identity: message(1, resourceIdentityData),
    displayName: string(2),
    resourceObject: optional(message(3, dynamicValue)),
    diagnostic: diagnostics(4),
  },
);
export type ListResourceRequest = RequestOf<typeof listResource>;
export type ListResourceEvent = ResponseOf<typeof listResource>;

export const validateListResourceConfig = unary(
  'ValidateListResourceConfig',
  {
    typeName: string(1),
    config: message(2, dynamicValue),
    includeResourceObject: message(3, dynamicValue),
    limit: message(4, dynamicValue),
  },
  { diagnostics: diagnostics(1) },
);
export type ValidateListResourceConfigRequest = RequestOf<typeof validateListResourceConfig>;
export type ValidateListResourceConfigResponse = ResponseOf<typeof validateListResourceConfig>;
