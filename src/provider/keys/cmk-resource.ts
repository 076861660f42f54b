/** `aiven_cmk`: a customer managed key, registered in an Aiven project. */

import { type Cloud, checkKeyReference, formatCmkImportId, isCloud, parseCmkImportId } from '../../aiven';
import type { Cmk } from '../../client';
import { DiagnosticError, defineResource, isUnknown } from '../../plugin';
import { verifyAccess, verifyOptions } from '../accessors/verify-access';
import { requireBeta } from '../beta-guard';
import { callOptions } from '../call-options';
import type { Session } from '../settings';
import { cmkList } from './cmk-list';
import { moveOfficialCmk } from './cmk-move';
import { checkCmkPlan } from './cmk-plan';
import { type CmkState, cmkSchema } from './cmk-schema';
import { cmkState } from './cmk-state';
import { deleteCmk } from './delete-cmk';
import { requireUnprotected } from './deletion-protection';
import { checkLeavingKey } from './key-leaving';
import { describeKey } from './planned-keys';
import { keepTimestamp } from './timestamps';

type State = CmkState;

export const cmkResource = defineResource<Session>()({
  type: 'aiven_cmk',
  schema: cmkSchema,

  validate({ cmk_provider: cloud, resource: keyReference }) {
    if (typeof keyReference !== 'string' || typeof cloud !== 'string' || !isCloud(cloud)) return;
    const problem = checkKeyReference(cloud, keyReference);
    if (problem !== undefined) throw new DiagnosticError('Invalid key reference', problem, ['resource']);
  },

  describePrior: describeKey,

  async check(input, ctx) {
    requireBeta(input.action, ctx.session.betaEnabled, 'aiven_cmk');
    requireUnprotected(input);
    await checkCmkPlan(input, ctx);
    await checkLeavingKey(input, ctx);
  },

  async create(plan, ctx) {
    const { project } = plan;
    const call = plan.verify_access === true ? verifyOptions(ctx, 'create') : callOptions(ctx, 'create');
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
    if (state.deletion_protection === true) ctx.session.protectedKeys.add(cmkId.toLowerCase());
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
    const call = verifyOptions(ctx, 'update');
    const { default_cmk: defaultCmk, verify_access: verify } = plan;
    const { timeouts, on_destroy, rotation_trigger, deletion_protection } = plan;
    const settings = { timeouts, verify_access: verify, on_destroy, rotation_trigger, deletion_protection };
    let state: Partial<State> = { ...prior, ...settings };
    if (!isUnknown(defaultCmk) && defaultCmk !== null && defaultCmk !== prior.default_cmk) {
      state = { ...cmkState(project, await cmks.update(project, cmkId, { defaultCmk }, call)), ...settings };
    }
    if (verify !== true || prior.verify_access === true) return state;
    ctx.saveState({ ...state, verify_access: prior.verify_access });
    const cmk = { cmkId, cloud: plan.cmk_provider as Cloud, keyReference: plan.resource };
    return afterCheck(state, await verifyAccess(project, cmk, 'update', call, ctx));
  },

  delete: (state, ctx) => deleteCmk({ ...state, ...idOf(state) }, ctx),

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
