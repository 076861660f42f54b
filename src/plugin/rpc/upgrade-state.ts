/** UpgradeResourceState: called for every stored object in every run, mostly to add what the schema has since gained. */

import { completeReturned } from '../core/returned';
import { typeOfBlock } from '../core/schema-type';
import { DiagnosticError } from '../diagnostics';
import type { RawState } from '../resource';
import type { Schema } from '../schema';
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
import type { Session } from './session';
import { toDynamicValue } from './values';

export function upgradeResourceState(session: Session) {
  return (request: UpgradeResourceStateRequest, call: Call): Promise<UpgradeResourceStateResponse> => {
    const operation = new Operation(session, `upgrade the state of ${request.typeName}`, call);
    const schema = session.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = session.resource(request.typeName);
      const stored = Number(request.version);
      const current = resource.schema.version ?? 0;
      if (stored === current) {
        const state = fromStored(resource.schema, request.rawState);
        return { upgradedState: toDynamicValue(resource.schema, state) };
      }
      if (stored > current || resource.upgradeState === undefined) {
        const sentence = `The state has schema version ${stored}; this provider has version ${current} and no way from one to the other.`;
        throw new DiagnosticError('Unable to Upgrade Resource State', sentence);
      }
      const raw = parseRawState(request.rawState);
      const upgraded = await resource.upgradeState(raw, stored, operation.baseContext());
      return { upgradedState: toDynamicValue(resource.schema, completeReturned(resource.schema, upgraded, null)) };
    });
  };
}

/** Attributes that the schema has lost are dropped, those it has gained are null. */
function fromStored(schema: Schema, message: RawStateMessage | undefined): ObjectValue {
  try {
    const state = decodeJsonState(typeOfBlock(schema), jsonOf(message)) as ObjectValue;
    return completeReturned(schema, withoutNullBlocks(schema, state), null);
  } catch (reason) {
    if (reason instanceof ValueError) {
      throw new DiagnosticError(
        'Unable to Upgrade Resource State',
        `The stored state does not fit the schema: ${reason.message}`,
      );
    }
    throw reason;
  }
}

/** A block that the stored state does not have yet is empty, where there may be several of it: null is not legal there. */
function withoutNullBlocks(schema: Schema, state: ObjectValue): ObjectValue {
  const blocks = schema.blocks ?? {};
  return Object.fromEntries(
    Object.entries(state).filter(([name, value]) => value !== null || !Object.hasOwn(blocks, name)),
  );
}

/** A stored state as it is, for the author to read. */
export function parseRawState(message: RawStateMessage | undefined): RawState {
  try {
    const state: unknown = JSON.parse(Buffer.from(jsonOf(message)).toString('utf8'));
    if (state !== null && typeof state === 'object' && !Array.isArray(state)) {
      return state as RawState;
    }
  } catch (reason) {
    // The parser's own message quotes the text, which may hold secrets.
    if (reason instanceof DiagnosticError) throw reason;
  }
  throw new DiagnosticError('Unable to read the stored state', 'The stored state is not a JSON object.');
}

function jsonOf(message: RawStateMessage | undefined): Uint8Array {
  if (message?.json === undefined || message.json.length === 0) {
    throw new DiagnosticError(
      'Unable to read the stored state',
      'The state was written by Terraform 0.11 or older; apply it once with Terraform 0.12 first.',
    );
  }
  return message.json;
}
