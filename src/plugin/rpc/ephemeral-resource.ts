/** ValidateEphemeralResourceConfig, OpenEphemeralResource and CloseEphemeralResource. */

import { checkPlan } from '../core/plan-check';
import { checkKnown, completeReturned } from '../core/returned';
import { validateConfig } from '../core/validate';
import { throwAll } from '../diagnostics';
import { requireObject, toDynamicValue } from '../translate/values';
import type {
  CloseEphemeralResourceResponse,
  OpenEphemeralResourceRequest,
  OpenEphemeralResourceResponse,
  ValidateEphemeralResourceConfigRequest,
  ValidateEphemeralResourceConfigResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function validateEphemeralResourceConfig(instance: ProviderInstance) {
  return (
    request: ValidateEphemeralResourceConfigRequest,
    call: Call,
  ): Promise<ValidateEphemeralResourceConfigResponse> => {
    const operation = new Operation(instance, `validate ephemeral resource ${request.typeName}`, call);
    return respond(operation, instance.findEphemeralResource(request.typeName)?.schema, async () => {
      const { schema, validate } = instance.ephemeralResource(request.typeName);
      const config = requireObject(schema, request.config, 'config');
      operation.diagnostics.addAll(validateConfig(schema, config).list);
      await validate?.(config, operation.baseContext());
      return {};
    });
  };
}

export function openEphemeralResource(instance: ProviderInstance) {
  return (request: OpenEphemeralResourceRequest, call: Call): Promise<OpenEphemeralResourceResponse> => {
    const operation = new Operation(instance, `open ${request.typeName}`, call);
    return respond(operation, instance.findEphemeralResource(request.typeName)?.schema, async () => {
      const resource = instance.ephemeralResource(request.typeName);
      const { schema } = resource;
      const config = requireObject(schema, request.config, 'config');
      const result = completeReturned(schema, await resource.open(config, operation.context()), config);
      throwAll([...checkKnown(schema, result, 'open'), ...checkPlan(schema, { prior: null, config, planned: result })]);
      return { result: toDynamicValue(schema, result) };
    });
  };
}

/** Core calls it for each one that it has opened. */
export function closeEphemeralResource() {
  return async (): Promise<CloseEphemeralResourceResponse> => ({});
}
