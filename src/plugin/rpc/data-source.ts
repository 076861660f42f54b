/** ValidateDataResourceConfig and ReadDataSource. */

import { checkPlan } from '../core/plan-check';
import { checkKnown, completeReturned } from '../core/returned';
import { validateConfig } from '../core/validate';
import type {
  ReadDataSourceRequest,
  ReadDataSourceResponse,
  ValidateDataResourceConfigRequest,
  ValidateDataResourceConfigResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { Session } from './session';
import { requireObject, toDynamicValue } from './values';

export function validateDataResourceConfig(session: Session) {
  return (request: ValidateDataResourceConfigRequest, call: Call): Promise<ValidateDataResourceConfigResponse> => {
    const operation = new Operation(session, `validate data source ${request.typeName}`, call);
    const schema = session.findDataSource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const source = session.dataSource(request.typeName);
      const config = requireObject(source.schema, request.config, 'config');
      operation.diagnostics.addAll(validateConfig(source.schema, config).list);
      await source.validate?.(config, operation.baseContext());
      return {};
    });
  };
}

export function readDataSource(session: Session) {
  return (request: ReadDataSourceRequest, call: Call): Promise<ReadDataSourceResponse> => {
    const operation = new Operation(session, `read data source ${request.typeName}`, call);
    const block = session.findDataSource(request.typeName)?.schema;
    return respond(operation, block, async () => {
      const source = session.dataSource(request.typeName);
      const { schema } = source;
      const config = requireObject(schema, request.config, 'config');
      const returned = await source.read(config, operation.dataSourceContext(config));
      const state = completeReturned(schema, returned, config);
      const problems = [
        ...checkKnown(schema, state, 'read'),
        ...checkPlan(schema, { prior: null, config, planned: state }),
      ];
      if (problems.length > 0) {
        throw new AggregateError(problems);
      }
      return { state: toDynamicValue(schema, state) };
    });
  };
}
