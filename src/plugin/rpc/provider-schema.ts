/** GetProviderSchema. */

import { checkProvider } from '../core/schema-check';
import type { Schema } from '../schema';
import type { GetProviderSchemaResponse } from '../wire/messages';
import type { Call } from '../wire/service';
import { listedTypes, serverCapabilities } from './metadata';
import { Operation, respond } from './operation';
import { toSchemaMessage } from './schema-messages';
import type { Session } from './session';

export function getProviderSchema(session: Session) {
  return (_request: object, call: Call): Promise<GetProviderSchemaResponse> => {
    const { provider } = session;
    const operation = new Operation(session, 'get the schema', call);
    return respond(operation, undefined, () => {
      if (session.checkSchemas) {
        for (const mistake of checkProvider(provider)) {
          operation.diagnostics.error('Mistake in the provider', mistake);
        }
      }
      const schemas = (list: readonly { readonly type: string; readonly schema: Schema }[] | undefined) =>
        Object.fromEntries((list ?? []).map(({ type, schema }) => [type, toSchemaMessage(schema)]));
      return {
        provider: toSchemaMessage(provider.schema),
        resourceSchemas: schemas(provider.resources),
        dataSourceSchemas: schemas(provider.dataSources),
        listResourceSchemas: schemas(listedTypes(provider.resources)),
        serverCapabilities: serverCapabilities(session),
      };
    });
  };
}
