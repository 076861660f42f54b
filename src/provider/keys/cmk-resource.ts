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

/** As the official provider's, version 0, except that `default_cmk` is also computed (leaving it out must not fail), and for `verify_access`. */
const schema = {
  version: 0,
  description:
    'A customer managed key (CMK): a key in the KMS of your own cloud that encrypts services of an Aiven project. Only `default_cmk` changes in place; a change of `project`, `cmk_provider` or `resource` registers a new key and deletes the old one. Set `create_before_destroy`, so that services move to the new key before the old one goes.',
  attributes: {
    id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: 'The id by which the key is imported: `PROJECT/CMK_ID`.',
    },
    project: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkProject],
      description: 'Name of the Aiven project in which the key is registered.',
    },
    cmk_provider: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [checkCloud],
      description: `The cloud whose KMS holds the key: ${clouds.map((cloud) => `\`${cloud}\``).join(', ')}.`,
    },
    resource: {
      type: 'string',
      required: true,
      requiresReplace: true,
      description:
        "The key's name in its KMS: an AWS key ARN, a GCP resource name, an OCI key OCID or an Azure Key Vault key identifier.",
    },
    default_cmk: {
      type: 'bool',
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description:
        'Whether new services of the project use this key unless they name another. Left out, it stays as it is.',
    },
    cmk_id: {
      type: 'string',
      computed: true,
      useStateForUnknown: true,
      description: "The key's id at Aiven, a UUID: what `cmk_id` of a service takes.",
    },
    status: {
      type: 'string',
      computed: true,
      description: '`current` or `old`. A key that is `deleted` leaves the state.',
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
        'Whether Aiven is to try the key once it is registered, or once this is turned on. Its API answers with no verdict, so a check passes when there is no error. A refusal is an error that prints the missing grant; the key stays in the state, tainted: grant the access, `terraform untaint` it and apply, which checks again. Left out: no check.',
    },
  },
  blocks: { timeouts: timeoutsBlock(['create', 'read', 'update', 'delete']) },
} as const satisfies Schema;

type State = StateOf<typeof schema>;

const whyHeld =
  'Move these services to another key (cmk_id) or detach them (the all-zero UUID) first. When the key is being replaced: Terraform destroys before it updates, unless create_before_destroy = true stood in the lifecycle block of the key in an earlier apply.';

export const cmkResource = defineResource<Session>()({
  type: 'aiven_cmk',
  schema,

  validate({ cmk_provider: cloud, resource: keyReference }) {
    if (typeof keyReference !== 'string' || typeof cloud !== 'string' || !isCloud(cloud)) return;
    const problem = checkKeyReference(cloud, keyReference);
    if (problem !== undefined) throw new DiagnosticError('Invalid key identifier', problem, ['resource']);
  },

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
    const state = toState(project, cmk);
    if (plan.verify_access !== true) return state;
    // Until it is verified the state says no, so that the apply after an untaint checks again.
    ctx.saveState({ ...state, verify_access: null });
    return afterCheck(state, await verifyAccess(project, cmk, 'create', call, ctx));
  },

  async read(state, ctx) {
    const { project, cmkId } = idOf(state);
    ctx.session.keysInState.add(cmkId.toLowerCase());
    const cmk = await ctx.session.client.reads.cmk(project, cmkId, callOptions(ctx));
    if (cmk === null || cmk.status === 'deleted') {
      ctx.warn(
        `Key ${cmkId} is no longer registered in project ${project}`,
        'It was deleted outside of Terraform. It leaves the state; the next apply registers it again under a new id while it is in the configuration.',
      );
      return null;
    }
    if (cmk.status === 'old') {
      ctx.warn(
        `Key ${cmkId} in project ${project} has the status "old"`,
        'Aiven has superseded it. Register its successor and move the services that still use it.',
      );
    }
    return toState(project, cmk);
  },

  async update(plan, prior, ctx) {
    const { project, cmkId } = idOf(prior);
    const { cmks } = ctx.session.client;
    const call = callOptions(ctx, 'update');
    const { default_cmk: defaultCmk, verify_access: verify, timeouts } = plan;
    let state: Partial<State> = { ...prior, timeouts, verify_access: verify };
    if (!isUnknown(defaultCmk) && defaultCmk !== null && defaultCmk !== prior.default_cmk) {
      state = {
        ...toState(project, await cmks.update(project, cmkId, { defaultCmk }, call)),
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
            ctx.log.info('Waiting for services to let go of the key', { cmkId, associations }),
        },
      });
    } catch (error) {
      if (!(error instanceof CmkInUseError)) throw error;
      throw new DiagnosticError('Failed to delete CMK: services hold it', `${error.message} ${whyHeld}`);
    }
  },

  importState(id) {
    const { project, cmkId } = parseCmkImportId(id);
    return { id: formatCmkImportId({ project, cmkId }), project, cmk_id: cmkId };
  },

  moveState: moveOfficialCmk,
  list: cmkList(toState),
  // What is not said stays as it is, and no default key is the rule.
  writtenConfig: ({ default_cmk: isDefault }) => ({ default_cmk: isDefault || null }),

  identity: {
    attributes: {
      project: { type: 'string', requiredForImport: true, description: 'Name of the Aiven project.' },
      cmk_id: { type: 'string', requiredForImport: true, description: "The key's id at Aiven, a UUID." },
    },
    of: ({ project, cmk_id }) => ({ project, cmk_id }),
    importId: ({ project, cmk_id }) => `${project}/${cmk_id}`,
  },
});

/** Where the key is: states of the official provider have both parts and the composed id. */
function idOf(state: State): { project: string; cmkId: string } {
  if (state.project && state.cmk_id) return { project: state.project, cmkId: state.cmk_id };
  return parseCmkImportId(state.id ?? '');
}

/** Of the answer only what the plan leaves open: the rest may be somebody else's doing, which the next refresh shows. */
function afterCheck(state: Partial<State>, { status, updatedAt }: Pick<Cmk, 'status' | 'updatedAt'>): Partial<State> {
  return { ...state, status: status ?? state.status, updated_at: updatedAt, verify_access: true };
}

function toState(project: string, cmk: Cmk): Partial<State> {
  return {
    id: formatCmkImportId({ project, cmkId: cmk.cmkId }),
    project,
    cmk_id: cmk.cmkId,
    cmk_provider: cmk.cloud,
    resource: cmk.keyReference,
    default_cmk: cmk.defaultCmk,
    status: cmk.status,
    created_at: cmk.createdAt,
    updated_at: cmk.updatedAt,
  };
}
