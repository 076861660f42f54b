/** A service under a key: one implementation for all thirteen types. */

import { formatServiceImportId, parseServiceImportId } from '../../aiven';
import { type CallOptions, isNotFound, type Service } from '../../client';
import { DiagnosticError, defineResource, isUnknown, type Resource, type ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import type { Session } from '../settings';
import { formatDiskSpace, parseDiskSpace } from './disk-space';
import { changedSettings } from './service-changes';
import { serviceList } from './service-list';
import { checkService, planService, validateService } from './service-plan';
import { serviceSchema } from './service-schema';
import { type ServicePlan, type ServiceState, toServiceSettings, toServiceState } from './service-state';
import { fromOlderState, moveOfficialService } from './service-upgrade';
import { explainUnfinished, forgetWait, owesWait, oweWait, serviceIdentity, waitForService } from './service-waiting';
import { writtenService } from './service-written';

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

    validate: validateService,
    plan: planService,
    check: checkService,

    async create(plan, ctx) {
      const { project, service_name: serviceName, plan: servicePlan } = plan;
      const call = callOptions(ctx, 'create');
      const { tags, techEmails, ...settings } = toServiceSettings(plan);
      const accepted = await ctx.session.client.services.create(
        project,
        {
          serviceName,
          serviceType,
          servicePlan,
          ...settings,
          ...(plan.tag.length > 0 ? { tags } : {}),
          ...(plan.tech_emails.length > 0 ? { techEmails } : {}),
        },
        call,
      );
      const known = { ...knownOf(plan), ...diskSpaceOfPlan(plan, accepted) };
      const state = (service: Service) => ({ ...toServiceState(project, service, known), ...known });
      // The answer to a POST has its secrets blotted out.
      ctx.saveState({ ...state(accepted), service_password: null, service_uri: null });
      try {
        await addDiskSpace(plan, accepted, call, ctx);
        const { service } = await waitForService(plan, settings.cmkId, call, ctx);
        return state(service);
      } catch (error) {
        throw explainTaint(serviceName, error);
      }
    },

    async read(state, ctx) {
      const { project, serviceName } = parseServiceImportId(state.id ?? `${state.project}/${state.service_name}`);
      const service = await ctx.session.client.reads.service(project, serviceName, callOptions(ctx));
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
      await forgetWait(project, service, ctx);
      return toServiceState(project, service, state);
    },

    async update(plan, prior, ctx) {
      const { project, service_name: serviceName } = plan;
      const changes = changedSettings(plan, prior);
      if (changes === undefined && !owesWait(ctx.private)) return { ...prior, ...knownOf(plan) };
      const call = callOptions(ctx, 'update');
      oweWait(ctx.private);
      if (changes !== undefined) await ctx.session.client.services.update(project, serviceName, changes, call);
      const { service } = await waitForService(plan, changes?.cmkId, call, ctx).catch((error) => {
        throw explainUnfinished(serviceName, error);
      });
      return { ...toServiceState(project, service, prior), ...knownOf(plan) };
    },

    async delete({ project, service_name: serviceName }, ctx) {
      const { services } = ctx.session.client;
      const call = callOptions(ctx, 'delete');
      await services.delete(project, serviceName, call);
      await services.waitUntilGone(project, serviceName, {
        ...call,
        onProgress: ({ state }) => ctx.log.info('Waiting for the service to be gone', { serviceName, state }),
      });
    },

    importState(id) {
      const { project, serviceName } = parseServiceImportId(id);
      return { id: formatServiceImportId({ project, serviceName }), project, service_name: serviceName };
    },

    list: serviceList(serviceType),
    writtenConfig: writtenService,
    upgradeState: fromOlderState,
    moveState: moveOfficialService(type),
    identity: serviceIdentity,
  });
}

/**
 * What was asked for, as far as it is known. It stands in the state until the next refresh, whatever the service says of it: an answer
 * that words it differently is drift to be shown then, and no reason to fail now (which would taint a new service).
 */
function knownOf(plan: ServicePlan): Partial<ServiceState> {
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => !isUnknown(value))) as Partial<ServiceState>;
}

/** How much the plan has by itself shows at creation, unless a size was asked for. */
function diskSpaceOfPlan({ disk_space: total }: ServicePlan, { diskSpaceMb }: Service): Partial<ServiceState> {
  const isItsOwn = (isUnknown(total) || !total) && diskSpaceMb !== null;
  return { disk_space_default: isItsOwn ? formatDiskSpace(diskSpaceMb) : null };
}

/** What comes on top of the plan's own disk space is asked for once that is known. */
async function addDiskSpace(
  plan: ServicePlan,
  { diskSpaceMb }: Service,
  call: CallOptions,
  ctx: Context,
): Promise<void> {
  const { project, service_name: serviceName, additional_disk_space: additional } = plan;
  if (!additional || isUnknown(additional)) return;
  if (diskSpaceMb === null) {
    throw new Error(
      'The API does not say how much disk space the plan has; use disk_space in place of additional_disk_space.',
    );
  }
  const total = { diskSpaceMb: diskSpaceMb + (parseDiskSpace(additional) ?? 0) };
  await ctx.session.client.services.update(project, serviceName, total, call);
}

/** The service is there and in the state: what Terraform makes of that, and how to keep it. */
function explainTaint(serviceName: string, error: unknown): unknown {
  if (!(error instanceof Error) || isNotFound(error)) return error;
  return new DiagnosticError(
    `Service ${serviceName} was created but is not ready yet`,
    `${error.message} The service is in the state, but Terraform has marked it as tainted: the next apply would replace it. To keep it, wait until it runs and then run \`terraform untaint ADDRESS\` with the address of this resource.`,
  );
}
