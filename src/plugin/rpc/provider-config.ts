/** ValidateProviderConfig and ConfigureProvider. */

import { validateConfig } from '../core/validate';
import type {
  ConfigureProviderRequest,
  ConfigureProviderResponse,
  ValidateProviderConfigRequest,
  ValidateProviderConfigResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { requireObject } from './values';

export function validateProviderConfig(session: Session) {
  return (request: ValidateProviderConfigRequest, call: Call): Promise<ValidateProviderConfigResponse> => {
    const { provider } = session;
    const operation = new Operation(session, `validate provider ${provider.name}`, call);
    return respond(operation, provider.schema, async () => {
      const config = requireObject(provider.schema, request.config, 'config');
      operation.diagnostics.addAll(validateConfig(provider.schema, config).list);
      await provider.validate?.(config, operation.baseContext());
      return {};
    });
  };
}

export function configureProvider(session: Session) {
  return (request: ConfigureProviderRequest, call: Call): Promise<ConfigureProviderResponse> => {
    const { provider } = session;
    const operation = new Operation(session, `configure provider ${provider.name}`, call);
    return respond(operation, provider.schema, async () => {
      session.terraformVersion = request.terraformVersion;
      const config = requireObject(provider.schema, request.config, 'config');
      session.configure(await provider.configure(config, operation.baseContext()));
      return {};
    });
  };
}
