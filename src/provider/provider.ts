/** The provider: its settings, resources, data sources and functions. */

import { checkApiUrl } from '../aiven';
import { AivenClient, AivenError, isMissing } from '../client';
import { type BaseContext, DiagnosticError, defineProvider, isUnknown } from '../plugin';
import { version } from '../version';
import { cmkAccessorDataSources } from './accessors/cmk-accessor-data-sources';
import { cmkAccessorsDataSource } from './accessors/cmk-accessors-data-source';
import { describeApiProblem } from './api-problem';
import { cmkServiceAssociationResource } from './bindings/cmk-service-association-resource';
import { cmkServiceAssociationsDataSource } from './bindings/cmk-service-associations-data-source';
import { providerFunctions } from './functions';
import { cmkAccessDataSource } from './keys/cmk-access-data-source';
import { cmkDataSource } from './keys/cmk-data-source';
import { cmkResource } from './keys/cmk-resource';
import { cmksDataSource } from './keys/cmks-data-source';
import { PlannedObjects } from './planned-objects';
import { ServiceTurns } from './service-turns';
import { serviceCredentialsResource } from './services/service-credentials';
import { serviceEncryptionDataSource } from './services/service-encryption-data-source';
import { serviceResources } from './services/service-types';
import { type Session, switchSetting, textSetting } from './settings';

const noToken =
  'Set api_token in the provider block or the environment variable AIVEN_TOKEN. Create a token in the Aiven Console under User information > Tokens, or with `avn user access-token create`.';

export const provider = defineProvider({
  name: 'aiven',
  schema: {
    description: 'Customer managed keys (BYOK) of Aiven projects, and the services encrypted with them.',
    attributes: {
      api_token: {
        type: 'string',
        optional: true,
        sensitive: true,
        description: 'Token for the Aiven API. Default: the environment variable `AIVEN_TOKEN`.',
      },
      api_url: {
        type: 'string',
        optional: true,
        validators: [checkApiUrl],
        description:
          'URL of the Aiven API. Default: the environment variable `AIVEN_WEB_URL`, otherwise `https://api.aiven.io`.',
      },
      store_credentials: {
        type: 'bool',
        optional: true,
        description:
          'Whether Terraform stores passwords and URIs of services in its state. If `false`, `service_password` and `service_uri` are null, the provider does not request them, and `secret_user_config` is an error: use the ephemeral resource `aiven_service_credentials` and `secret_user_config_wo`. Default: `true`.',
      },
      enable_beta: {
        type: 'bool',
        optional: true,
        description:
          'Enable the beta resource `aiven_cmk`. Default: the environment variable `PROVIDER_AIVEN_ENABLE_BETA` (empty and `false` are off).',
      },
      forbid_detach: {
        type: 'bool',
        optional: true,
        description:
          'Refuse plans that take a service off its customer managed key, instead of a warning. Default: the environment variable `AIVEN_BYOK_FORBID_DETACH` (empty and `false` are off).',
      },
    },
  },
  resources: [cmkResource, cmkServiceAssociationResource, ...serviceResources],
  dataSources: [
    cmkDataSource,
    cmkAccessDataSource,
    cmksDataSource,
    ...cmkAccessorDataSources,
    cmkAccessorsDataSource,
    cmkServiceAssociationsDataSource,
    serviceEncryptionDataSource,
  ],
  ephemeralResources: [serviceCredentialsResource],
  functions: providerFunctions,
  isGone: isMissing,
  describeError: describeApiProblem,

  configure(config, ctx): Session {
    const token = textSetting(config.api_token, process.env.AIVEN_TOKEN);
    // The client reads AIVEN_WEB_URL, and names it in errors.
    const url = textSetting(config.api_url, undefined);
    const unknownSetting = isUnknown(config.api_token)
      ? 'api_token'
      : isUnknown(config.api_url)
        ? 'api_url'
        : undefined;
    if (token === undefined && unknownSetting === undefined) {
      throw new DiagnosticError('Failed to configure provider: no token for the Aiven API', noToken, ['api_token']);
    }
    if (isUnknown(config.store_credentials)) {
      const sentence = 'The plan already decides what is stored, so set it to true, false, or a variable.';
      throw new DiagnosticError('Failed to configure provider: store_credentials is unknown', sentence, [
        'store_credentials',
      ]);
    }
    const storeCredentials = config.store_credentials ?? true;
    const client = unknownSetting === undefined ? makeClient({ token: token as string, url }, ctx) : undefined;
    return {
      storeCredentials,
      // The apply checks an unknown enable_beta once it is known.
      betaEnabled: switchSetting(config.enable_beta, process.env.PROVIDER_AIVEN_ENABLE_BETA),
      forbidDetach: switchSetting(config.forbid_detach, process.env.AIVEN_BYOK_FORBID_DETACH),
      turns: new ServiceTurns(),
      apiKnown: unknownSetting === undefined,
      keysInState: new Set(),
      protectedKeys: new Set(),
      keysLeaving: new Set(),
      keysInUse: new Map(),
      plannedKeys: new PlannedObjects(),
      plannedServices: new PlannedObjects(),
      get client() {
        if (client === undefined) {
          throw new DiagnosticError(
            `Failed to reach the Aiven API: ${unknownSetting} is unknown`,
            `The provider needs ${unknownSetting} for requests to the Aiven API, but Terraform knows it only after apply. Apply what it depends on first (-target), or set it from a variable.`,
            [unknownSetting as string],
          );
        }
        return client;
      },
    };
  },
});

/** Makes no request. Invalid settings fail here, once, and not in every resource. */
function makeClient({ token, url }: { token: string; url: string | undefined }, ctx: BaseContext): AivenClient {
  const userAgent = `aiven-byok/${version} (terraform ${ctx.terraformVersion})`;
  try {
    return new AivenClient({ token, url, userAgent, log: ctx.log });
  } catch (error) {
    if (!(error instanceof AivenError)) throw error;
    throw new DiagnosticError('Failed to configure provider: invalid settings', error.message);
  }
}
