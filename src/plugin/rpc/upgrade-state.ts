/** UpgradeResourceState: core calls it for every stored object in every run. */

import { completeReturned } from '../core/returned';
import { typeOfBlock } from '../core/schema-type';
import { DiagnosticError } from '../diagnostics';
import type { Schema } from '../schema';
import { parseRawState, storedJson } from '../translate/raw-state';
import { toDynamicValue } from '../translate/values';
import type { ObjectValue } from '../value/value';
import { decodeJsonState } from '../wire/json-state';
import type {
  RawState as RawStateMessage,
  UpgradeResourceStateRequest,
  UpgradeResourceStateResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { ValueError } from '../wire/status';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function upgradeResourceState(instance: ProviderInstance) {
  return (request: UpgradeResourceStateRequest, call: Call): Promise<UpgradeResourceStateResponse> => {
    const operation = new Operation(instance, `upgrade the state of ${request.typeName}`, call);
    const schema = instance.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = instance.resource(request.typeName);
      const stored = Number(request.version);
      const current = resource.schema.version ?? 0;
      if (stored === current) {
        const state = fromStored(resource.schema, request.rawState);
        return { upgradedState: toDynamicValue(resource.schema, state) };
      }
      if (stored > current || resource.upgradeState === undefined) {
        const sentence = `The state has schema version ${stored}, but this provider has version ${current} and cannot convert it. Use a version of the provider that can.`;
        throw new DiagnosticError('Unable to Upgrade Resource State', sentence);
      }
      const raw = parseRawState(request.rawState);
      const upgraded = await resource.upgradeState(raw, stored, operation.baseContext());
      return { upgradedState: toDynamicValue(resource.schema, completeReturned(resource.schema, upgraded, null)) };
    });
  };
}

/** Drops attributes that the schema no longer has. Attributes that it gained are null. */
function fromStored(schema: Schema, message: RawStateMessage | undefined): ObjectValue {
  try {
    const state = decodeJsonState(typeOfBlock(schema), storedJson(message)) as ObjectValue;
    return completeReturned(schema, withoutNullBlocks(schema, state), null);
  } catch (error) {
    if (error instanceof ValueError) {
      throw new DiagnosticError(
        'Unable to Upgrade Resource State',
        `The stored state does not fit the schema: ${error.message}`,
      );
    }
    throw error;
  }
}

/** Leaves out null blocks, which become empty lists: core rejects null for a block of nesting list or set. */
function withoutNullBlocks(schema: Schema, state: ObjectValue): ObjectValue {
  const blocks = schema.blocks ?? {};
  return Object.fromEntries(
    Object.entries(state).filter(([name, value]) => value !== null || !Object.hasOwn(blocks, name)),
  );
}
