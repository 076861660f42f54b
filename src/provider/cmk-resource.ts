/** `aiven_cmk`: a customer managed key, registered in an Aiven project. */

import { type Cmk, CmkInUseError } from '../client';
import {
  type Cloud,
  checkCloud,
  checkKeyReference,
  checkProject,
  clouds,
  formatCmkImportId,
  isCloud,
  parseCmkImportId,
} from '../cmk';
import { DiagnosticError, defineResource, isUnknown, type Schema, type StateOf, timeoutsBlock } from '../plugin';
import { requireBeta } from './beta-guard';
import { moveOfficialCmk } from './cmk-move';
import { checkCmkPlan } from './cmk-plan';
import type { Session } from './settings';

/** As the official provider's, version 0, except that `default_cmk` is also computed: leaving it out must not fail. */
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
  },
  blocks: { timeouts: timeoutsBlock(['create', 'read', 'update', 'delete']) },
} as const satisfies Schema;

type State = StateOf<typeof schema>;

/** How long a delete waits for associations that are being dissolved, unless `timeouts` says otherwise (design). */
const deleteTimeout = 20 * 60_000;

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
    requireBeta(input.action, ctx.client.betaEnabled, 'aiven_cmk');
    await checkCmkPlan(input, ctx);
  },

  async create(plan, ctx) {
    const { project } = plan;
    const defaultCmk = isUnknown(plan.default_cmk) ? undefined : (plan.default_cmk ?? undefined);
    const cmk = await ctx.client.client.cmks.create(
      project,
      { cloud: plan.cmk_provider as Cloud, keyReference: plan.resource, defaultCmk },
      { signal: ctx.signal, budget: ctx.timeout('create') },
    );
    return toState(project, cmk);
  },

  async read(state, ctx) {
    const { project, cmkId } = idOf(state);
    ctx.client.keysInState.add(cmkId.toLowerCase());
    const cmk = await ctx.client.client.reads.cmk(project, cmkId, { signal: ctx.signal, budget: ctx.timeout('read') });
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
    if (isUnknown(plan.default_cmk) || plan.default_cmk === null || plan.default_cmk === prior.default_cmk) {
      return { ...prior, timeouts: plan.timeouts };
    }
    const cmk = await ctx.client.client.cmks.update(
      project,
      cmkId,
      { defaultCmk: plan.default_cmk },
      { signal: ctx.signal, budget: ctx.timeout('update') },
    );
    return toState(project, cmk);
  },

  async delete(state, ctx) {
    const { project, cmkId } = idOf(state);
    try {
      await ctx.client.client.cmks.delete(project, cmkId, {
        signal: ctx.signal,
        whileDeactivating: {
          timeoutMs: ctx.timeout('delete') ?? deleteTimeout,
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
