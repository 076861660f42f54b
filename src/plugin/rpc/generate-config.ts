/** GenerateResourceConfig: the configuration that Terraform writes for objects that it lists or imports. */

import { generateConfig } from '../core/generated-config';
import { requireObject, toDynamicValue } from '../translate/values';
import type { GenerateResourceConfigRequest, GenerateResourceConfigResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function generateResourceConfig(instance: ProviderInstance) {
  return (request: GenerateResourceConfigRequest, call: Call): Promise<GenerateResourceConfigResponse> => {
    const operation = new Operation(instance, `generate the configuration of ${request.typeName}`, call);
    const schema = instance.findResource(request.typeName)?.schema;
    return respond(operation, schema, () => {
      const resource = instance.resource(request.typeName);
      const state = requireObject(resource.schema, request.state, 'state');
      return { config: toDynamicValue(resource.schema, generateConfig(resource, state)) };
    });
  };
}
