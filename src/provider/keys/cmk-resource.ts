/** `aiven_cmk`: a customer managed key, registered in an Aiven project. */

import {
  type Cloud,
  checkCloud,
  checkKeyReference,
  checkProject,
  clouds,
  formatCmkImportId,
  isCloud,
  parseCmkImportId,
} from '../../aiven';
import { type Cmk, CmkInUseError } from '../../client';
import { DiagnosticError, defineResource, isUnknown, type Schema, type StateOf, timeoutsBlock } from '../../plugin';
import { verifyAccess } from '../accessors/verify-access';
import { requireBeta } from '../beta-guard';
import { callOptions } from '../call-options';
import type { Session } from '../settings';
import { cmkList } from './cmk-list';
import { moveOfficialCmk } from './cmk-move';
import { checkCmkPlan } from './cmk-plan';
import { cmkState } from './cmk-state';
import { keepTimestamp } from './timestamps';

/** The official provider's schema, version 0, except that `default_cmk` is also computed, and for `verify_access`. */
const schema = {
  version: 0,
  description:
    'A customer managed key (CMK): a key in the KMS of your own cloud that encrypts services of an Aiven project. A change of `project`, `cmk_provider` or `resource` registers a new key and deletes the old one. Set `create_before_destroy` so that services move to the new key before the old one is deleted.',
  attributes: {
    id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'The ID for `terraform import`: `PROJECT/CMK_ID`.',
    },
    project: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkProject],
      description: 'Name of the Aiven project in which the key is registered. A change replaces the key.',
    },
    cmk_provider: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkCloud],
      description: `Cloud whose KMS contains the key: ${clouds.map((cloud) => `\`${cloud}\``).join(', ')}. A change replaces the key.`,
    },
    resource: {
      type: 'string',
      required: true,
      requiresReplace: true,
      description:
        'Name of the KMS key: an AWS key ARN, an Azure Key Vault key identifier, a GCP resource name or an OCI key OCID. A change replaces the key.',
    },
    default_cmk: {
      type: 'bool',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description:
        'Whether new services of the project use this key unless they set another. If omitted, the provider keeps the value in Aiven.',
    },
    cmk_id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'ID of the key in Aiven, a UUID: use it as `cmk_id` of a service.',
    },
    status: {
      type: 'string',
      computed: true,
      description: '`current` or `old`. A key with status `deleted` is removed from the state.',
    },
    created_at: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'When the key was registered (RFC 3339).',
    },
    updated_at: { type: 'string', computed: true, description: 'When the registration last changed (RFC 3339).' },
    verify_access: {
      type: 'bool',
      optional: true,
      description:
        'Whether Aiven checks its access to the KMS key when the key is registered, or when this is turned on. The API returns no result: the check passes if the request succeeds. If it fails, the error prints the missing grant and the key stays in the state, tainted. Grant the access, run `terraform untaint`, and apply to check again. Default: no check.',
    },
  },
  blocks: { timeouts: timeoutsBlock(['create', 'read', 'update', 'delete']) },
} as const satisfies Schema;

type State = StateOf<typeof schema>;

const howToRelease =
  'Move these services to another key (cmk_id) or to Aiven-managed keys (the all-zero UUID) first. If this apply replaces the key: Terraform destroys before it updates, unless an earlier apply had create_before_destroy = true in the lifecycle block of the key.';

export const cmkResource = defineResource<Session>()({
  type: 'aiven_cmk',
  schema,

  validate({ cmk_provider: cloud, resource: keyReference }) {
    if (typeof keyReference !== 'string' || typeof cloud !== 'string' || !isCloud(cloud)) return;
    const problem = checkKeyReference(cloud, keyReference);
    if (problem !== undefined) throw new DiagnosticError('Invalid key identifier', problem, ['resource']);
  },

  describePrior: ({ project, cmk_id }) => ({ project, cmk_id }),

  async check(input, ctx) {
    requireBeta(input.action, ctx.session.betaEnabled, 'aiven_cmk');
    await checkCmkPlan(input, ctx);
  },

  async create(plan, ctx) {
    const { project } = plan;
    const call = callOptions(ctx, 'create');
    const defaultCmk = isUnknown(plan.default_cmk) ? undefined : (plan.default_cmk ?? undefined);
    const cmk = await ctx.session.client.cmks.create(
      project,
      { cloud: plan.cmk_provider as Cloud, keyReference: plan.resource, defaultCmk },
      call,
    );
    const state = cmkState(project, cmk);
    if (plan.verify_access !== true) return state;
    // Null until the check passes, so that the apply after an untaint checks again.
    ctx.saveState({ ...state, verify_access: null });
    return afterCheck(state, await verifyAccess(project, cmk, 'create', call, ctx));
  },

  async read(state, ctx) {
    const { project, cmkId } = idOf(state);
    ctx.session.keysInState.add(cmkId.toLowerCase());
    const cmk = await ctx.session.client.reads.cmk(project, cmkId, callOptions(ctx));
    if (cmk === null || cmk.status === 'deleted') {
      ctx.warn(
        `Key "${cmkId}" is no longer registered in project "${project}"`,
        'It was deleted outside of Terraform and is removed from the state. If it is still in the configuration, the next apply registers it again with a new ID.',
      );
      return null;
    }
    if (cmk.status === 'old') {
      ctx.warn(
        `Key "${cmkId}" in project "${project}" has status "old"`,
        'Aiven has superseded it. Register a new key and move the services that still use this one.',
      );
    }
    return {
      ...cmkState(project, cmk),
      created_at: keepTimestamp(state.created_at, cmk.createdAt),
      updated_at: keepTimestamp(state.updated_at, cmk.updatedAt),
    };
  },

  async update(plan, prior, ctx) {
    const { project, cmkId } = idOf(prior);
    const { cmks } = ctx.session.client;
    const call = callOptions(ctx, 'update');
    const { default_cmk: defaultCmk, verify_access: verify, timeouts } = plan;
    let state: Partial<State> = { ...prior, timeouts, verify_access: verify };
    if (!isUnknown(defaultCmk) && defaultCmk !== null && defaultCmk !== prior.default_cmk) {
      state = {
        ...cmkState(project, await cmks.update(project, cmkId, { defaultCmk }, call)),
        verify_access: verify,
      };
    }
    if (verify !== true || prior.verify_access === true) return state;
    ctx.saveState({ ...state, verify_access: prior.verify_access });
    const cmk = { cmkId, cloud: plan.cmk_provider as Cloud, keyReference: plan.resource };
    return afterCheck(state, await verifyAccess(project, cmk, 'update', call, ctx));
  },

  async delete(state, ctx) {
    const { project, cmkId } = idOf(state);
    try {
      await ctx.session.client.cmks.delete(project, cmkId, {
        ...callOptions(ctx, 'delete'),
        whileDeactivating: {
          onProgress: (associations) =>
            ctx.log.info('Waiting for services to release the key', { cmkId, associations }),
        },
      });
    } catch (error) {
      if (!(error instanceof CmkInUseError)) throw error;
      throw new DiagnosticError('Failed to delete key: services use it', `${error.message} ${howToRelease}`);
    }
  },

  importState(id) {
    const { project, cmkId } = parseCmkImportId(id);
    return { id: formatCmkImportId({ project, cmkId }), project, cmk_id: cmkId };
  },

  moveState: moveOfficialCmk,
  list: cmkList(cmkState),
  // An omitted attribute keeps its value, and most keys are not the default.
  writtenConfig: ({ default_cmk: isDefault }) => ({ default_cmk: isDefault || null }),

  identity: {
    attributes: {
      project: { type: 'string', requiredForImport: true, description: 'Name of the Aiven project.' },
      cmk_id: { type: 'string', requiredForImport: true, description: 'ID of the key in Aiven, a UUID.' },
    },
    of: ({ project, cmk_id }) => ({ project, cmk_id }),
    importId: ({ project, cmk_id }) => `${project}/${cmk_id}`,
  },
});

/** States of the official provider have both parts and the composed ID. */
function idOf(state: State): { project: string; cmkId: string } {
  if (state.project && state.cmk_id) return { project: state.project, cmkId: state.cmk_id };
  return parseCmkImportId(state.id ?? '');
}

/** Takes only computed attributes from the response: other differences are drift, which the next refresh shows. */
function afterCheck(state: Partial<State>, { status, updatedAt }: Pick<Cmk, 'status' | 'updatedAt'>): Partial<State> {
  return { ...state, status: status ?? state.status, updated_at: updatedAt, verify_access: true };
}
