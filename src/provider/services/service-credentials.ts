/** Ephemeral resource `aiven_service_credentials`: where a service is, and how to log in, without a copy in the state. */

import { checkServiceName, formatServiceImportId, parseServiceImportId } from '../../aiven';
import { DiagnosticError, defineEphemeralResource } from '../../plugin';
import { callOptions } from '../call-options';
import { projectAttribute } from '../reading';
import type { Session } from '../settings';

const secret = (description: string) => ({ type: 'string', computed: true, sensitive: true, description }) as const;

export const serviceCredentialsResource = defineEphemeralResource<Session>()({
  type: 'aiven_service_credentials',
  schema: {
    description:
      'Address and credentials of a service, read in each run and never stored (Terraform 1.10 and OpenTofu 1.11 and later). For other providers and for write-only attributes.',
    attributes: {
      id: {
        type: 'string',
        optional: true,
        computed: true,
        description:
          'The service as `PROJECT/SERVICE_NAME`: the `id` of its resource. Terraform knows it once the service exists, and opens this resource then.',
      },
      project: {
        ...projectAttribute,
        required: undefined,
        optional: true,
        computed: true,
        description:
          'Name of the Aiven project, together with `service_name`, for a service that exists. Instead of `id`.',
      },
      service_name: {
        type: 'string',
        optional: true,
        computed: true,
        validators: [checkServiceName],
        description: 'Name of the service.',
      },
      host: { type: 'string', computed: true, description: 'Host name of the service.' },
      port: { type: 'number', computed: true, description: 'Port of the service.' },
      user: { type: 'string', computed: true, description: 'Name of the admin user.' },
      password: secret('Password of the admin user; null if the service type has none.'),
      uri: secret('URI of the service, with user and password.'),
    },
  },

  validate({ id, project, service_name: serviceName }, ctx) {
    const isById = id !== null && project === null && serviceName === null;
    const isByName = id === null && project !== null && serviceName !== null;
    if (isById || isByName) return;
    ctx.error('Invalid service', 'Set either id, or project and service_name.', [id === null ? 'service_name' : 'id']);
  },

  async open(config, ctx) {
    const { project, serviceName } =
      config.id === null
        ? { project: config.project ?? '', serviceName: config.service_name ?? '' }
        : parseServiceImportId(config.id);
    const options = { ...callOptions(ctx), includeSecrets: true };
    const service = await ctx.session.client.services.get(project, serviceName, options);
    const { host, port, username: user, secrets } = service;
    if (host === null) {
      throw new DiagnosticError(
        `Failed to read the credentials of service "${serviceName}": it has no address yet`,
        `The service is in the state "${service.state}". Try again when it is running.`,
      );
    }
    const id = formatServiceImportId({ project, serviceName });
    const named = { id, project, service_name: serviceName };
    return { ...named, host, port, user, password: secrets.password, uri: secrets.serviceUri };
  },
});
