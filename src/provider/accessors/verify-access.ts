/** The access check of a key. A failed check is explained with the missing grant. */

import { formatCmkImportId } from '../../aiven';
import { AivenError, type AivenErrorKind, type CallOptions, type Cmk } from '../../client';
import { DiagnosticError, type ResourceContext } from '../../plugin';
import type { Session } from '../settings';
import { toAccessors } from './accessors';
import { describeMissingGrant } from './missing-grant';

/**
 * Makes Aiven try the key. The API returns no result, so the check passes if the request succeeds.
 * @returns the parts of the key that the check may have changed
 * @throws DiagnosticError when Aiven cannot use the key, or when the check could not run
 */
export async function verifyAccess<State>(
  project: string,
  cmk: Pick<Cmk, 'cmkId' | 'cloud' | 'keyReference'>,
  operation: 'create' | 'update',
  call: CallOptions,
  ctx: ResourceContext<Session, State>,
): Promise<Pick<Cmk, 'status' | 'updatedAt'>> {
  const { cmks } = ctx.session.client;
  try {
    return await cmks.checkAccess(project, cmk.cmkId, call);
  } catch (error) {
    const key = formatCmkImportId({ project, cmkId: cmk.cmkId });
    const nextSteps = (first: string) =>
      operation === 'create' ? stepsAfterCreate(first) : 'The key is unchanged; the next apply checks it again.';
    if (!isRejected(error)) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DiagnosticError(`Failed to check access to key "${key}"`, `${reason}\n\n${nextSteps('')}`, [
        'verify_access',
      ]);
    }
    const grant = await missingGrant();
    const detail = [`Aiven rejected the access check. ${error.message}`, grant, nextSteps('grant the access, ')].join(
      '\n\n',
    );
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

/** Aiven has rejected the check itself. Errors about the token, the project, the load or the connection prove nothing about the key. */
const rejections: readonly AivenErrorKind[] = ['invalidRequest', 'permissionDenied', 'conflict', 'alreadyExists'];

function isRejected(error: unknown): error is AivenError {
  return error instanceof AivenError && rejections.includes(error.kind);
}
