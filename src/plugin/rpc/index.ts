/** Plugin protocol 6 on top of the framework: messages in, messages out. Knows the message types, and nothing of their transport. */

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
import { getProviderSchema } from './provider-schema';
import { readResource } from './read';
import { validateResourceConfig } from './resource-config';
import { Session, type SessionOptions } from './session';
import { stopProvider } from './stop';
import { upgradeResourceState } from './upgrade-state';

export type { SessionOptions } from './session';
export { providerService };

/**
 * The handlers of `tfplugin6.Provider` for one connection: what core configures on it is kept here. Methods that are not in the table
 * are unimplemented.
 */
export function rpcHandlers(provider: Provider, options: SessionOptions = {}) {
  const session = new Session(provider, options);
  return {
    GetMetadata: getMetadata(session),
    GetProviderSchema: getProviderSchema(session),
    GetFunctions: getFunctions(),
    GetResourceIdentitySchemas: getResourceIdentitySchemas(session),
    ValidateProviderConfig: validateProviderConfig(session),
    ConfigureProvider: configureProvider(session),
    ValidateResourceConfig: validateResourceConfig(session),
    UpgradeResourceState: upgradeResourceState(session),
    UpgradeResourceIdentity: upgradeResourceIdentity(session),
    ReadResource: readResource(session),
    PlanResourceChange: planResourceChange(session),
    ApplyResourceChange: applyResourceChange(session),
    ImportResourceState: importResourceState(session),
    MoveResourceState: moveResourceState(session),
    GenerateResourceConfig: generateResourceConfig(session),
    ValidateListResourceConfig: validateListResourceConfig(session),
    ListResource: listResource(session),
    ValidateDataResourceConfig: validateDataResourceConfig(session),
    ReadDataSource: readDataSource(session),
    StopProvider: stopProvider(session),
  } satisfies HandlersOf<typeof providerService>;
}
