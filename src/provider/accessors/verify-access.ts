/** The access check of a key. A failed check is explained with the missing grant. */

import { formatCmkImportId, toAccessors } from '../../aiven';
import { type Cmk, defaults, type GrantOptions, isAccessRefused } from '../../client';
import { DiagnosticError, type ResourceContext } from '../../plugin';
import { type CallContext, callOptions } from '../call-options';
import type { Session } from '../settings';
import { describeMissingGrant } from './missing-grant';

/** As `callOptions`, and retries refusals for three minutes, or for the time limit of the operation if that is shorter. */
export function verifyOptions(ctx: CallContext, operation: 'create' | 'update'): GrantOptions {
  return { ...callOptions(ctx, operation), grantDeadline: ctx.session.client.deadlineAfter(defaults.grant.durationMs) };
}

/**
 * Makes Aiven try the key. The API returns no result, so the check passes if the request succeeds.
 * @returns the parts of the key that the check may have changed
 * @throws DiagnosticError when Aiven cannot use the key, or when the check could not run
 */
export async function verifyAccess<State>(
  project: string,
  cmk: Pick<Cmk, 'cmkId' | 'cloud' | 'keyReference'>,
  operation: 'create' | 'update',
  call: GrantOptions,
  ctx: ResourceContext<Session, State>,
): Promise<Pick<Cmk, 'status' | 'updatedAt'>> {
  const { cmks } = ctx.session.client;
  try {
    return await cmks.verifyAccess(project, cmk.cmkId, call);
  } catch (error) {
    const key = formatCmkImportId({ project, cmkId: cmk.cmkId });
    const nextSteps = (first: string) =>
      operation === 'create' ? stepsAfterCreate(first) : 'The key is unchanged; the next apply checks it again.';
    if (!isAccessRefused(error)) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DiagnosticError(`Failed to check access to key "${key}"`, `${reason}\n\n${nextSteps('')}`, [
        'verify_access',
      ]);
    }
    const grant = await missingGrant();
    const detail = [`Aiven refused the check. ${error.message}`, grant, nextSteps('grant the access, ')].join('\n\n');
    throw new DiagnosticError(`Failed to verify access: Aiven cannot use key "${key}"`, detail, ['verify_access']);
  }

  async function missingGrant(): Promise<string> {
    try {
      const accessors = await ctx.session.client.reads.accessors(project, call);
      return describeMissingGrant(toAccessors(accessors), cmk.cloud, cmk.keyReference, project);
    } catch (error) {
      return `Could not look up which principal to grant access to. ${(error as Error).message}`;
    }
  }
}

/** @param first a step to do before, ending with a comma */
const stepsAfterCreate = (first: string) =>
  `The key is registered and in the state, but Terraform has marked it as tainted, so the next apply would replace it. To keep it, ${first}run \`terraform untaint ADDRESS\` with the address of this resource, and apply to check again.`;
