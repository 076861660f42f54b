/** GetResourceIdentitySchemas and UpgradeResourceIdentity. */

import { DiagnosticError } from '../diagnostics';
import { decodeStoredIdentity, encodeIdentity } from '../translate/identity';
import { parseRawState } from '../translate/raw-state';
import { toIdentitySchemaMessage } from '../translate/schemas';
import type {
  GetResourceIdentitySchemasResponse,
  UpgradeResourceIdentityRequest,
  UpgradeResourceIdentityResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function getResourceIdentitySchemas(instance: ProviderInstance) {
  return async (): Promise<GetResourceIdentitySchemasResponse> => ({
    identitySchemas: Object.fromEntries(
      (instance.provider.resources ?? []).flatMap(({ type, identity }) =>
        identity === undefined ? [] : [[type, toIdentitySchemaMessage(identity)]],
      ),
    ),
  });
}

export function upgradeResourceIdentity(instance: ProviderInstance) {
  return (request: UpgradeResourceIdentityRequest, call: Call): Promise<UpgradeResourceIdentityResponse> => {
    const operation = new Operation(instance, `upgrade the identity of ${request.typeName}`, call);
    return respond(operation, undefined, () => {
      const { identity, type } = instance.resource(request.typeName);
      const stored = Number(request.version);
      const current = identity?.version ?? 0;
      if (identity !== undefined && stored === current) {
        const value = decodeStoredIdentity(identity, request.rawIdentity?.json ?? new Uint8Array());
        return { upgradedIdentity: encodeIdentity(identity, value) };
      }
      if (identity?.upgrade === undefined) {
        const sentence = `The provider cannot upgrade the identity of ${type} from version ${stored} to version ${current}.`;
        throw new DiagnosticError('Unable to Upgrade Resource Identity', sentence);
      }
      const value = identity.upgrade(parseRawState(request.rawIdentity), stored);
      return { upgradedIdentity: encodeIdentity(identity, value) };
    });
  };
}
