/** GenerateResourceConfig: what Terraform writes for objects that it found or imports. */

import { generateConfig } from '../core/generated-config';
import type { GenerateResourceConfigRequest, GenerateResourceConfigResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { requireObject, toDynamicValue } from './values';

export function generateResourceConfig(session: Session) {
  return (request: GenerateResourceConfigRequest, call: Call): Promise<GenerateResourceConfigResponse> => {
    const operation = new Operation(session, `generate the configuration of ${request.typeName}`, call);
    const schema = session.findResource(request.typeName)?.schema;
    return respond(operation, schema, () => {
      const resource = session.resource(request.typeName);
      const state = requireObject(resource.schema, request.state, 'state');
      return { config: toDynamicValue(resource.schema, generateConfig(resource, state)) };
    });
  };
}
