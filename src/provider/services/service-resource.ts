/** A service and its key: one implementation for all thirteen types. */

import { formatServiceImportId, parseServiceImportId } from '../../aiven';
import { type CallOptions, isNotFound, isWrongKey, type Service } from '../../client';
import { DiagnosticError, defineResource, isUnknown, type Resource, type ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import { warnAfterLastUse } from '../keys/last-use';
import type { Session } from '../settings';
import { formatDiskSpace, parseDiskSpace } from './disk-space';
import { explainFirstKey } from './key/first-key';
import { clearDrift, noteDrift } from './key/key-drift';
import { forgetReplacement, warnAboutReplacedKey } from './key/service-key';
import { changedSettings } from './service-changes';
import { addExtras, changedExtras, changesStaticIps, finishExtras, readStaticIps, toTags } from './service-extras';
import { inServiceTurns } from './service-in-turns';
import { serviceList } from './service-list';
import { checkService, isKeyConfigured, planService, protectedService, validateService } from './service-plan';
import { serviceSchema } from './service-schema';
import { type ServicePlan, type ServiceState, toServiceSettings, toServiceState } from './service-state';
import { fromOlderState, moveOfficialService, otherTypeAdvice } from './service-upgrade';
import { importUserConfig } from './service-user-config';
import {
  clearSettledWait,
  explainUnfinished,
  isLeavingKey,
  isWaitPending,
  markWaitPending,
  noteLeaving,
  serviceIdentity,
  waitForService,
} from './service-waiting';
import { writtenService } from './service-written';
import { secretsOf, storedState } from './stored-credentials';
import { initialUserConfig } from './user-config';

type Context = ResourceContext<Session, Partial<ServiceState>>;

/** The resource `aiven_<serviceType>`. `version` is the official provider's schema version, so that states can move both ways. */
export function serviceResource(serviceType: string, version: number): Resource<Session> {
  const type = `aiven_${serviceType}`;
  const resource = defineResource<Session>()({
    type,
    schema: {
      ...serviceSchema,
      version,
      description: `An Aiven service of type \`${serviceType}\`, and the customer managed key that encrypts it.`,
    },

    validate: validateService,
    plan: planService,
    check: (input, ctx) => checkService(type, input, ctx),
    describePrior: ({ project, service_name, cmk_id, termination_protection }) => ({
      project,
      service_name,
      cmk_id,
      termination_protection,
    }),

    async create(plan, ctx) {
      forgetReplacement(ctx.private);
      const { project, service_name: serviceName } = plan;
      const call = { ...callOptions(ctx, 'create'), secrets: secretsOf(plan) };
      const { techEmails, ...settings } = toServiceSettings(plan);
      const accepted = await ctx.session.client.services.create(
        project,
        {
          serviceName,
          serviceType,
          plan: plan.plan,
          ...settings,
          userConfig: initialUserConfig(settings.userConfig),
          ...(plan.tag.length > 0 ? { tags: toTags(plan.tag) } : {}),
          ...(plan.static_ips === null || isUnknown(plan.static_ips) ? {} : { staticIps: [...plan.static_ips].sort() }),
          ...(plan.tech_emails.length > 0 ? { techEmails } : {}),
        },
        call,
      );
      const known = { ...knownPart(plan), ...diskSpaceOfPlan(plan, accepted) };
      const state = (service: Service) =>
        storedState({ ...toServiceState(project, service, known), ...known }, ctx.session);
      // The response to a POST contains no secrets.
      ctx.saveState({ ...state(accepted), service_password: null, service_uri: null });
      try {
        await addDiskSpace(plan, accepted, call, ctx);
        const { service } = await waitForService(
          plan,
          settings.cmkId,
          { ...call, includeSecrets: ctx.session.storeCredentials },
          ctx,
        );
        return state(service);
      } catch (error) {
        throw explainTaint(serviceName, error);
      }
    },

    async read(state, ctx) {
      const { project, serviceName } = parseServiceImportId(state.id ?? `${state.project}/${state.service_name}`);
      const service = await ctx.session.client.reads.service(project, serviceName, {
        ...callOptions(ctx),
        includeSecrets: ctx.session.storeCredentials,
      });
      if (service === null) {
        ctx.warn(
          `Service "${serviceName}" no longer exists in project "${project}"`,
          'It was deleted outside of Terraform and is removed from the state. If it is still in the configuration, the next apply creates it again.',
        );
        return null;
      }
      if (service.serviceType !== serviceType) {
        throw new DiagnosticError(
          `Failed to read service "${serviceName}": it has another type`,
          otherTypeAdvice(serviceType, service.serviceType),
        );
      }
      ctx.session.keysInUse.set(formatServiceImportId({ project, serviceName }), service.cmkId);
      noteDrift(state.cmk_id, service.cmkId, ctx.private);
      await noteLeaving(project, service, ctx);
      await clearSettledWait(project, service, ctx);
      const staticIps = await readStaticIps(project, serviceName, state, ctx);
      const prior = { ...state, ...importUserConfig(state, service, ctx.private) };
      const known = staticIps === undefined ? prior : { ...prior, static_ips: staticIps };
      return storedState(toServiceState(project, service, known), ctx.session);
    },

    async update(plan, prior, ctx) {
      const { project, service_name: serviceName } = plan;
      // A binding that this apply destroyed took the key away, or someone else is moving the service to another key.
      const losesKey = ctx.session.turns.hasDetached(plan) || isLeavingKey(ctx.private);
      const isSentAgain = losesKey && isKeyConfigured(ctx.private);
      const changes = changedSettings(plan, isSentAgain ? { ...prior, cmk_id: null } : prior);
      if (changes?.cmkId !== undefined) clearDrift(ctx.private);
      const extras = changedExtras(plan, prior);
      const movesAddresses = changesStaticIps(extras);
      const waits = changes !== undefined || movesAddresses || isWaitPending(ctx.private);
      const call = { ...callOptions(ctx, 'update'), secrets: secretsOf(plan) };
      if (waits) markWaitPending(ctx.private);
      await addExtras(plan, extras, call, ctx);
      if (!waits) return { ...prior, ...knownPart(plan) };
      if (changes !== undefined) {
        await ctx.session.client.services.update(project, serviceName, changes, call).catch(async (error) => {
          const { cmkId } = changes;
          if (!cmkId) throw error;
          throw await explainFirstKey(error, { project, name: serviceName, cmkId }, ctx.session, call);
        });
      }
      try {
        const { service } = await waitForService(
          plan,
          changes?.cmkId,
          { ...call, includeSecrets: ctx.session.storeCredentials },
          ctx,
        );
        const current = storedState(toServiceState(project, service, prior), ctx.session);
        const state = { ...current, ...knownPart(plan) };
        if (movesAddresses) await finishExtras(plan, state.static_ips ?? [], extras, call, ctx);
        if (changes?.cmkId !== undefined && !isSentAgain) await warnAfterLastUse(prior, call, ctx);
        return state;
      } catch (error) {
        throw explainUnfinished(serviceName, error);
      }
    },

    async delete(state, ctx) {
      // The plan does not see every replacement: a tainted service is planned like a new one.
      if (state.termination_protection === true) throw protectedService(state, 'delete');
      await warnAboutReplacedKey(state, ctx);
      const { project, service_name: serviceName } = state;
      const { services } = ctx.session.client;
      const call = callOptions(ctx, 'delete');
      await services.delete(project, serviceName, call);
      await services.waitUntilGone(project, serviceName, {
        ...call,
        onProgress: (progress) => ctx.log.info('Waiting for the service to be deleted', { serviceName, ...progress }),
      });
      await warnAfterLastUse(state, call, ctx);
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
  return inServiceTurns(resource);
}

/**
 * The known part of the plan, which goes into the state as it is: a response that differs is drift, which the next refresh shows. An
 * error now would taint a new service.
 */
function knownPart(plan: ServicePlan): Partial<ServiceState> {
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => !isUnknown(value))) as Partial<ServiceState>;
}

/** A new service shows the disk space of its plan, unless a size was requested. */
function diskSpaceOfPlan({ disk_space: total }: ServicePlan, { diskSpaceMb }: Service): Partial<ServiceState> {
  const isOfPlan = (isUnknown(total) || !total) && diskSpaceMb !== null;
  return { disk_space_default: isOfPlan ? formatDiskSpace(diskSpaceMb) : null };
}

/** Requests additional disk space once the disk space of the plan is known. */
async function addDiskSpace(
  plan: ServicePlan,
  { diskSpaceMb }: Service,
  call: CallOptions,
  ctx: Context,
): Promise<void> {
  const { project, service_name: serviceName, additional_disk_space: additional } = plan;
  if (!additional || isUnknown(additional)) return;
  if (diskSpaceMb === null) {
    throw new Error('Aiven returned no disk space for the plan. Set disk_space instead of additional_disk_space.');
  }
  const total = { diskSpaceMb: diskSpaceMb + (parseDiskSpace(additional) ?? 0) };
  await ctx.session.client.services.update(project, serviceName, total, call);
}

/** The service exists and is in the state: explains the taint and how to keep the service. */
function explainTaint(serviceName: string, error: unknown): unknown {
  if (!(error instanceof Error) || isNotFound(error)) return error;
  if (isWrongKey(error)) {
    return new DiagnosticError(
      `Failed to create service "${serviceName}": it runs without its key`,
      `${error.message} The service is in the state, marked as tainted, so the next apply replaces it.`,
    );
  }
  return new DiagnosticError(
    `Failed to create service "${serviceName}": it exists but is not ready yet`,
    `${error.message} The service is in the state, but Terraform has marked it as tainted, so the next apply would replace it. To keep it, wait until it runs and then run \`terraform untaint ADDRESS\` with the address of this resource.`,
  );
}
