/** The RPCs of plugin protocol 6, as functions from message to message. Knows nothing of the transport. */

import type { Provider } from '../provider';
import { providerService } from '../wire/messages';
import type { HandlersOf } from '../wire/service';
import { applyResourceChange } from './apply';
import { readDataSource, validateDataResourceConfig } from './data-source';
import { closeEphemeralResource, openEphemeralResource, validateEphemeralResourceConfig } from './ephemeral-resource';
import { callFunction, getFunctions } from './function';
import { generateResourceConfig } from './generate-config';
import { getResourceIdentitySchemas, upgradeResourceIdentity } from './identity';
import { importResourceState } from './import';
import { listResource, validateListResourceConfig } from './list';
import { moveResourceState } from './move';
import { planResourceChange } from './plan';
import { configureProvider, validateProviderConfig } from './provider-config';
import { type HandlerOptions, ProviderInstance } from './provider-instance';
import { getMetadata, getProviderSchema } from './provider-schema';
import { readResource } from './read';
import { validateResourceConfig } from './resource-config';
import { stopProvider } from './stop';
import { upgradeResourceState } from './upgrade-state';

export type { HandlerOptions } from './provider-instance';
export { providerService };

/**
 * The handlers of `tfplugin6.Provider` for one connection, which core configures once. Methods without a handler are unimplemented. A provider
 * given as a function is loaded by the first call that needs it.
 */
export function rpcHandlers(provider: Provider | (() => Provider), options: HandlerOptions = {}) {
  const instance = new ProviderInstance(typeof provider === 'function' ? provider : () => provider, options);
  return {
    GetMetadata: getMetadata(instance),
    GetProviderSchema: getProviderSchema(instance),
    GetFunctions: getFunctions(instance),
    CallFunction: callFunction(instance),
    GetResourceIdentitySchemas: getResourceIdentitySchemas(instance),
    ValidateProviderConfig: validateProviderConfig(instance),
    ConfigureProvider: configureProvider(instance),
    ValidateResourceConfig: validateResourceConfig(instance),
    UpgradeResourceState: upgradeResourceState(instance),
    UpgradeResourceIdentity: upgradeResourceIdentity(instance),
    ReadResource: readResource(instance),
    PlanResourceChange: planResourceChange(instance),
    ApplyResourceChange: applyResourceChange(instance),
    ImportResourceState: importResourceState(instance),
    MoveResourceState: moveResourceState(instance),
    GenerateResourceConfig: generateResourceConfig(instance),
    ValidateListResourceConfig: validateListResourceConfig(instance),
    ListResource: listResource(instance),
    ValidateDataResourceConfig: validateDataResourceConfig(instance),
    ReadDataSource: readDataSource(instance),
    ValidateEphemeralResourceConfig: validateEphemeralResourceConfig(instance),
    OpenEphemeralResource: openEphemeralResource(instance),
    CloseEphemeralResource: closeEphemeralResource(),
    StopProvider: stopProvider(instance),
  } satisfies HandlersOf<typeof providerService>;
}
