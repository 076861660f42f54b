/** ValidateResourceConfig. */

import { validateConfig } from '../core/validate';
import { requireObject } from '../translate/values';
import type { ValidateResourceConfigRequest, ValidateResourceConfigResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function validateResourceConfig(instance: ProviderInstance) {
  return (request: ValidateResourceConfigRequest, call: Call): Promise<ValidateResourceConfigResponse> => {
    const operation = new Operation(instance, `validate ${request.typeName}`, call);
    const schema = instance.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = instance.resource(request.typeName);
      const config = requireObject(resource.schema, request.config, 'config');
      const writeOnlyAllowed = request.clientCapabilities?.writeOnlyAttributesAllowed ?? false;
      operation.diagnostics.addAll(validateConfig(resource.schema, config, { writeOnlyAllowed }).list);
      await resource.validate?.(config, operation.baseContext());
      return {};
    });
  };
}
