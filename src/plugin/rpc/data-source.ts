/** ValidateDataResourceConfig and ReadDataSource. */

import { checkPlan } from '../core/plan-check';
import { checkKnown, completeReturned } from '../core/returned';
import { validateConfig } from '../core/validate';
import { throwAll } from '../diagnostics';
import { requireObject, toDynamicValue } from '../translate/values';
import type {
  ReadDataSourceRequest,
  ReadDataSourceResponse,
  ValidateDataResourceConfigRequest,
  ValidateDataResourceConfigResponse,
} from '../wire/messages';
import type { Call } from '../wire/service';
import { Operation, respond } from './operation';
import type { ProviderInstance } from './provider-instance';

export function validateDataResourceConfig(instance: ProviderInstance) {
  return (request: ValidateDataResourceConfigRequest, call: Call): Promise<ValidateDataResourceConfigResponse> => {
    const operation = new Operation(instance, `validate data source ${request.typeName}`, call);
    const schema = instance.findDataSource(request.typeName)?.schema;
    return respond(operation, schema, async () => {
      const source = instance.dataSource(request.typeName);
      const config = requireObject(source.schema, request.config, 'config');
      operation.diagnostics.addAll(validateConfig(source.schema, config).list);
      await source.validate?.(config, operation.baseContext());
      return {};
    });
  };
}

export function readDataSource(instance: ProviderInstance) {
  return (request: ReadDataSourceRequest, call: Call): Promise<ReadDataSourceResponse> => {
    const operation = new Operation(instance, `read data source ${request.typeName}`, call);
    const block = instance.findDataSource(request.typeName)?.schema;
    return respond(operation, block, async () => {
      const source = instance.dataSource(request.typeName);
      const { schema } = source;
      const config = requireObject(schema, request.config, 'config');
      const returned = await source.read(config, operation.dataSourceContext(config));
      const state = completeReturned(schema, returned, config);
      throwAll([...checkKnown(schema, state, 'read'), ...checkPlan(schema, { prior: null, config, planned: state })]);
      return { state: toDynamicValue(schema, state) };
    });
  };
}
