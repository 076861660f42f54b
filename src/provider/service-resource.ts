/** A service under a key: one implementation for all thirteen types. */

import { isAborted, isTimeout, type Service } from '../client';
import { formatServiceImportId, parseServiceImportId } from '../cmk';
import { DiagnosticError, defineResource, isUnknown, type Resource, type ResourceContext } from '../plugin';
import { parseDiskSpace } from './disk-space';
import { changedSettings } from './service-changes';
import { checkService, planService } from './service-plan';
import { serviceSchema } from './service-schema';
import { type ServicePlan, type ServiceState, toServiceSettings, toServiceState } from './service-state';
import type { Session } from './settings';

/** How long create, update and delete wait unless `timeouts` says otherwise: the official provider's 20 minutes. */
const waitTimeout = 20 * 60_000;

type Context = ResourceContext<Session, Partial<ServiceState>>;

/** The resource `aiven_<serviceType>`; `version` is the official provider's schema version, so that states go both ways. */
export function serviceResource(serviceType: string, version: number): Resource<Session> {
  const type = `aiven_${serviceType}`;
  return defineResource<Session>()({
    type,
    schema: {
      ...serviceSchema,
      version,
      description: `An Aiven service of type \`${serviceType}\`, and the customer managed key that encrypts it.`,
    },

    validate({ disk_space: total, additional_disk_space: additional }) {
      if (!total || !additional || isUnknown(total) || isUnknown(additional)) return;
      throw new DiagnosticError(
        'Conflicting disk space',
        'Give disk_space (in all) or additional_disk_space (on top of the plan), not both.',
        ['additional_disk_space'],
      );
    },

    plan: planService,
    check: checkService,

    async create(plan, ctx) {
      const { project, service_name: serviceName } = plan;
      const { services } = ctx.client.client;
      const settings = toServiceSettings(plan);
      const accepted = await services.create(
        project,
        { serviceName, serviceType, servicePlan: plan.plan, ...settings },
        { signal: ctx.signal },
      );
      const prior = knownOf(plan);
      ctx.saveState(toServiceState(project, accepted, prior));
      await addDiskSpace(plan, accepted, ctx);
      const service = await waitUntilReady(plan, settings.cmkId, 'create', ctx);
      return toServiceState(project, service, prior);
    },

    async read(state, ctx) {
      const { project, serviceName } = parseServiceImportId(state.id ?? `${state.project}/${state.service_name}`);
      const service = await ctx.client.client.reads.service(project, serviceName, {
        signal: ctx.signal,
        budget: ctx.timeout('read'),
      });
      if (service === null) {
        ctx.warn(
          `Service ${serviceName} is gone from project ${project}`,
          'It was deleted outside of Terraform. It leaves the state; the next apply creates it again while it is in the configuration.',
        );
        return null;
      }
      if (service.serviceType !== serviceType) {
        throw new DiagnosticError(
          `Service ${serviceName} is of another type`,
          `It is a service of type "${service.serviceType}" and cannot be an ${type}; expected the resource aiven_${service.serviceType}.`,
        );
      }
      return { ...toServiceState(project, service, state), additional_disk_space: additionalIn(service, state, ctx) };
    },

    async update(plan, prior, ctx) {
      const { project, service_name: serviceName } = plan;
      const changes = changedSettings(plan, prior, ctx.private.get('plan_disk_mb'));
      if (changes === undefined) return { ...prior, timeouts: plan.timeouts };
      await ctx.client.client.services.update(project, serviceName, changes, { signal: ctx.signal });
      const service = await waitUntilReady(plan, changes.cmkId, 'update', ctx);
      const known = knownOf(plan);
      return { ...toServiceState(project, service, known), ...reportedAsPlanned(plan) };
    },

    async delete(state, ctx) {
      const { project, service_name: serviceName } = state;
      const { services } = ctx.client.client;
      await services.delete(project, serviceName, { signal: ctx.signal });
      await services.waitUntilGone(project, serviceName, {
        signal: ctx.signal,
        timeoutMs: ctx.timeout('delete') ?? waitTimeout,
        onProgress: ({ state: seen }) =>
          ctx.log.info('Waiting for the service to be gone', { serviceName, state: seen }),
      });
    },

    importState(id) {
      const { project, serviceName } = parseServiceImportId(id);
      return { id, project, service_name: serviceName };
    },

    identity: {
      attributes: {
        project: { type: 'string', requiredForImport: true, description: 'Name of the Aiven project.' },
        service_name: { type: 'string', requiredForImport: true, description: 'Name of the service.' },
      },
      of: ({ project, service_name }) => ({ project, service_name }),
      importId: ({ project, service_name }) =>
        formatServiceImportId({ project: String(project), serviceName: String(service_name) }),
    },
  });
}

async function waitUntilReady(
  plan: ServicePlan,
  cmkId: string | null | undefined,
  operation: 'create' | 'update',
  ctx: Context,
): Promise<Service> {
  const { project, service_name: serviceName } = plan;
  try {
    const ready = await ctx.client.client.services.waitUntilReady(project, serviceName, {
      cmkId,
      signal: ctx.signal,
      timeoutMs: ctx.timeout(operation) ?? waitTimeout,
      onProgress: (progress) => ctx.log.info('Waiting for the service', { serviceName, ...progress }),
    });
    if (ready.poweredOff) {
      ctx.warn(
        `Service ${serviceName} is powered off`,
        'What was asked for is accepted, and takes effect when the service is powered on again.',
      );
    }
    return ready.service;
  } catch (error) {
    if (operation === 'update' || !(isTimeout(error) || isAborted(error))) throw error;
    throw new DiagnosticError(
      `Service ${serviceName} was created but is not ready yet`,
      `${error.message} The service is in the state, but Terraform has marked it as tainted: the next apply would replace it. To keep it, wait until it runs and then run \`terraform untaint ADDRESS\` with the address of this resource.`,
    );
  }
}

/** The plan's own disk space is known once the service is made; what comes on top is asked for then. */
async function addDiskSpace(plan: ServicePlan, accepted: Service, ctx: Context): Promise<void> {
  const additional = plan.additional_disk_space;
  if (!additional || isUnknown(additional) || accepted.diskSpaceMb === null) return;
  ctx.private.set('plan_disk_mb', accepted.diskSpaceMb);
  const diskSpaceMb = accepted.diskSpaceMb + (parseDiskSpace(additional) ?? 0);
  const { project, service_name: serviceName } = plan;
  await ctx.client.client.services.update(project, serviceName, { diskSpaceMb }, { signal: ctx.signal });
}

function additionalIn(service: Service, prior: ServiceState, ctx: Context | ResourceContext<Session>): string | null {
  const base = ctx.private.get('plan_disk_mb');
  const before = prior.additional_disk_space;
  if (!before || typeof base !== 'number' || service.diskSpaceMb === null) return before;
  const actual = service.diskSpaceMb - base;
  return parseDiskSpace(before) === actual ? before : `${actual}MiB`;
}

/** A plan as far as it is known: what is not is left out. */
function knownOf(plan: ServicePlan): Partial<ServiceState> {
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => !isUnknown(value))) as Partial<ServiceState>;
}

/** What was planned to stay as it is, stays in the state until the next refresh, whatever the answer says. */
function reportedAsPlanned(plan: ServicePlan): Partial<ServiceState> {
  const names = ['components', 'service_host', 'service_port', 'service_uri', 'service_username', 'service_password'];
  const more = ['disk_space_used', 'maintenance_window_enabled'];
  return Object.fromEntries(
    [...names, ...more]
      .map((name) => [name, knownOf(plan)[name as keyof ServiceState]])
      .filter(([, value]) => value !== undefined),
  );
}
