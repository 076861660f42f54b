/** Messages about ephemeral resources. Ours need no renewal, so it has no messages here. */

import { bytes, message, optional, string } from '../field';
import { type RequestOf, type ResponseOf, unary } from '../service';
import { clientCapabilities, deferred, diagnostics, dynamicValue } from './shared';

export const validateEphemeralResourceConfig = unary(
  'ValidateEphemeralResourceConfig',
  { typeName: string(1), config: message(2, dynamicValue) },
  { diagnostics: diagnostics(1) },
);
export type ValidateEphemeralResourceConfigRequest = RequestOf<typeof validateEphemeralResourceConfig>;
export type ValidateEphemeralResourceConfigResponse = ResponseOf<typeof validateEphemeralResourceConfig>;

export const openEphemeralResource = unary(
  'OpenEphemeralResource',
  { typeName: string(1), config: message(2, dynamicValue), clientCapabilities: message(3, clientCapabilities) },
  {
    diagnostics: diagnostics(1),
    result: message(3, dynamicValue),
    private: optional(bytes(4)),
    deferred: message(5, deferred),
  },
);
export type OpenEphemeralResourceRequest = RequestOf<typeof openEphemeralResource>;
export type OpenEphemeralResourceResponse = ResponseOf<typeof openEphemeralResource>;

export const closeEphemeralResource = unary(
  'CloseEphemeralResource',
  { typeName: string(1), private: optional(bytes(2)) },
  { diagnostics: diagnostics(1) },
);
export type CloseEphemeralResourceResponse = ResponseOf<typeof closeEphemeralResource>;
