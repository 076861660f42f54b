/** The provider: its settings, and the list of what it offers. */

import { checkApiUrl } from '../aiven';
import { AivenClient, AivenError, isNotFound, isProjectNotFound } from '../client';
import { type BaseContext, DiagnosticError, defineProvider, isUnknown } from '../plugin';
import { version } from '../version';
import { cmkAccessorDataSources } from './accessors/cmk-accessor-data-sources';
import { cmkAccessorsDataSource } from './accessors/cmk-accessors-data-source';
import { describeApiProblem } from './api-problem';
import { cmkServiceAssociationResource } from './bindings/cmk-service-association-resource';
import { cmkServiceAssociationsDataSource } from './bindings/cmk-service-associations-data-source';
import { cmkDataSource } from './keys/cmk-data-source';
import { cmkResource } from './keys/cmk-resource';
import { cmksDataSource } from './keys/cmks-data-source';
import { serviceEncryptionDataSource } from './services/service-encryption-data-source';
import { serviceResources } from './services/service-types';
import { betaEnabled, type Session, textSetting } from './settings';

const noToken =
  'Set api_token in the provider block or the environment variable AIVEN_TOKEN. Tokens are made in the Aiven Console under User information > Tokens, or with `avn user access-token create`.';

export const provider = defineProvider({
  name: 'aiven',
  schema: {
    description: 'Customer managed keys (BYOK) of Aiven projects, and the services that they encrypt.',
    attributes: {
      api_token: {
        type: 'string',
        optional: true,
        sensitive: true,
        description: 'Token of the Aiven API. Left out: the environment variable `AIVEN_TOKEN`.',
      },
      api_url: {
        type: 'string',
        optional: true,
        validators: [checkApiUrl],
        description:
          'Address of the Aiven API. Left out: the environment variable `AIVEN_WEB_URL`, else `https://api.aiven.io`.',
      },
      enable_beta: {
        type: 'bool',
        optional: true,
        description:
          'Whether `aiven_cmk`, a beta resource, may be used. Left out: the environment variable `PROVIDER_AIVEN_ENABLE_BETA` (empty and `false` are off).',
      },
    },
  },
  resources: [cmkResource, cmkServiceAssociationResource, ...serviceResources],
  dataSources: [
    cmkDataSource,
    cmksDataSource,
    ...cmkAccessorDataSources,
    cmkAccessorsDataSource,
    cmkServiceAssociationsDataSource,
    serviceEncryptionDataSource,
  ],
  // A project that is not there says nothing of what is in it: a token of another organization sees the same.
  isGone: (error) => isNotFound(error) && !isProjectNotFound(error),
  describeError: describeApiProblem,

  configure(config, ctx): Session {
    const token = textSetting(config.api_token, process.env.AIVEN_TOKEN);
    const url = textSetting(config.api_url, process.env.AIVEN_WEB_URL);
    const later = isUnknown(config.api_token) ? 'api_token' : isUnknown(config.api_url) ? 'api_url' : undefined;
    if (token === undefined && later === undefined) {
      throw new DiagnosticError('No token for the Aiven API', noToken, ['api_token']);
    }
    const client = later === undefined ? makeClient({ token: token as string, url }, ctx) : undefined;
    return {
      betaEnabled: betaEnabled(config.enable_beta, process.env),
      apiKnown: later === undefined,
      keysInState: new Set(),
      keysLeaving: new Set(),
      get client() {
        if (client === undefined) {
          throw new DiagnosticError(
            `${later} is not known yet`,
            `The provider needs ${later} to ask the Aiven API, and Terraform knows it only after apply. Apply what it depends on first (-target), or give it as a variable.`,
            [later as string],
          );
        }
        return client;
      },
    };
  },
});

/** Asks the network nothing; what cannot work is said once, where the settings are, and not by every resource. */
function makeClient({ token, url }: { token: string; url: string | undefined }, ctx: BaseContext): AivenClient {
  const userAgent = `aiven-byok/${version} (terraform ${ctx.terraformVersion})`;
  try {
    return new AivenClient({ token, url, userAgent, includeSecrets: true, log: ctx.log });
  } catch (error) {
    if (!(error instanceof AivenError)) throw error;
    throw new DiagnosticError('Invalid settings for the Aiven API', error.message);
  }
}
