/** Stored states in messages: JSON, written by any version of the schema or by another provider. */

import { DiagnosticError } from '../diagnostics';
import type { RawState } from '../resource';
import type { RawState as RawStateMessage } from '../wire/messages';

/** The JSON of a stored state. @throws DiagnosticError when the state has the format of Terraform 0.11. */
export function storedJson(message: RawStateMessage | undefined): Uint8Array {
  if (message?.json === undefined || message.json.length === 0) {
    throw new DiagnosticError(
      'Unable to Read the Stored State',
      'The state was written by Terraform 0.11 or earlier. Run "terraform apply" with Terraform 0.12 first.',
    );
  }
  return message.json;
}

/** A stored state as it is, for the author to read. */
export function parseRawState(message: RawStateMessage | undefined): RawState {
  const state = parseJson(storedJson(message));
  if (state !== null && typeof state === 'object' && !Array.isArray(state)) return state as RawState;
  throw new DiagnosticError('Unable to Read the Stored State', 'The stored state is not a JSON object.');
}

/** Undefined for malformed JSON: the parser's message quotes the text, which may hold secrets. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
