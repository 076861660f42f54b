/** ValidateProviderConfig and ConfigureProvider. */

import { validateConfig } from '../core/validate';
import { requireObject } from '../translate/values';
import type {
  ConfigureProviderRequest,
  ConfigureProviderResponse,
  ValidateProviderConfigRequest,
  ValidateProviderConfigResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function validateProviderConfig(instance: ProviderInstance) {
  return (request: ValidateProviderConfigRequest, call: Call): Promise<ValidateProviderConfigResponse> => {
    const { provider } = instance;
    const operation = new Operation(instance, `validate provider ${provider.name}`, call);
    return respond(operation, provider.schema, async () => {
      const config = requireObject(provider.schema, request.config, 'config');
      operation.diagnostics.addAll(validateConfig(provider.schema, config).list);
      await provider.validate?.(config, operation.baseContext());
      return {};
    });
  };
}

export function configureProvider(instance: ProviderInstance) {
  return (request: ConfigureProviderRequest, call: Call): Promise<ConfigureProviderResponse> => {
    const { provider } = instance;
    const operation = new Operation(instance, `configure provider ${provider.name}`, call);
    return respond(operation, provider.schema, async () => {
      instance.terraformVersion = request.terraformVersion;
      const config = requireObject(provider.schema, request.config, 'config');
      instance.configure(await provider.configure(config, operation.baseContext()));
      return {};
    });
  };
}
