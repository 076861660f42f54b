/** The RPCs of plugin protocol 6, as functions from message to message. Knows nothing of the transport. */

import type { Provider } from '../provider';
import { providerService } from '../wire/messages';
import type { HandlersOf } from '../wire/service';
import { applyResourceChange } from './apply';
import { readDataSource, validateDataResourceConfig } from './data-source';
import { generateResourceConfig } from './generate-config';
import { getResourceIdentitySchemas, upgradeResourceIdentity } from './identity';
import { importResourceState } from './import';
import { listResource, validateListResourceConfig } from './list';
import { getFunctions, getMetadata } from './metadata';
import { moveResourceState } from './move';
import { planResourceChange } from './plan';
import { configureProvider, validateProviderConfig } from './provider-config';
import { type HandlerOptions, ProviderInstance } from './provider-instance';
import { getProviderSchema } from './provider-schema';
import { readResource } from './read';
import { validateResourceConfig } from './resource-config';
import { stopProvider } from './stop';
import { upgradeResourceState } from './upgrade-state';

export type { HandlerOptions } from './provider-instance';
export { providerService };

/**
 * The handlers of `tfplugin6.Provider` for one connection, which core configures once. Methods without a handler are unimplemented.
 */
export function rpcHandlers(provider: Provider, options: HandlerOptions = {}) {
  const instance = new ProviderInstance(provider, options);
  return {
    GetMetadata: getMetadata(instance),
    GetProviderSchema: getProviderSchema(instance),
    GetFunctions: getFunctions(),
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
    StopProvider: stopProvider(instance),
  } satisfies HandlersOf<typeof providerService>;
}
