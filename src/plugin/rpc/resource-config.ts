/** ValidateResourceConfig. */

import { validateConfig } from '../core/validate';
import type { ValidateResourceConfigRequest, ValidateResourceConfigResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { requireObject } from './values';

export function validateResourceConfig(session: Session) {
  return (request: ValidateResourceConfigRequest, call: Call): Promise<ValidateResourceConfigResponse> => {
    const operation = new Operation(session, `validate ${request.typeName}`, call);
    const schema = session.findResource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const resource = session.resource(request.typeName);
      const config = requireObject(resource.schema, request.config, 'config');
      const writeOnlyAllowed = request.clientCapabilities?.writeOnlyAttributesAllowed ?? false;
      operation.diagnostics.addAll(validateConfig(resource.schema, config, { writeOnlyAllowed }).list);
      await resource.validate?.(config, operation.baseContext());
      return {};
    });
  };
}
