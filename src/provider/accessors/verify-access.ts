/** The access check of a key: triggered, waited for as far as the API tells, and a refusal explained with the grant that is missing. */

import { formatCmkImportId } from '../../aiven';
import { AivenError, type AivenErrorKind, type CallOptions, type Cmk, isAborted } from '../../client';
import { DiagnosticError, type ResourceContext } from '../../plugin';
import type { Session } from '../settings';
import { toAccessors } from './accessors';
import { describeMissingGrant } from './missing-grant';

/**
 * Has Aiven try the key. The answer is the key and holds no verdict, so that an answer without an error is all there is to be told.
 * @returns what the check may have changed of the key
 * @throws DiagnosticError: an answer that refuses the request is a refusal of access; anything else means that nothing was checked
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
    return await twiceIfLost(() => cmks.checkAccess(project, cmk.cmkId, call));
  } catch (error) {
    const key = formatCmkImportId({ project, cmkId: cmk.cmkId });
    const kept = (grant: string) =>
      operation === 'create' ? whatNow(grant) : 'The key stays as it is; the next apply checks again.';
    if (!isRefusal(error)) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DiagnosticError(`Access to key ${key} could not be checked`, `${reason}\n\n${kept('')}`, [
        'verify_access',
      ]);
    }
    const grant = await missingGrant();
    const detail = [
      `Aiven's access check of the key was refused. ${error.message}`,
      grant,
      kept('grant the access, '),
    ].join('\n\n');
    throw new DiagnosticError(`Aiven may not use key ${key}`, detail, ['verify_access']);
  }

  async function missingGrant(): Promise<string> {
    try {
      const accessors = await ctx.session.client.reads.accessors(project, call);
      return describeMissingGrant(toAccessors(accessors), cmk.cloud, cmk.keyReference);
    } catch (error) {
      return `Whom to grant the key to could not be asked: ${(error as Error).message}`;
    }
  }
}

/** @param first what there is to be done before, with a comma */
const whatNow = (first: string) =>
  `The key is registered and in the state, but Terraform has marked it as tainted: the next apply would replace it. To keep it, ${first}run \`terraform untaint ADDRESS\` with the address of this resource, and apply: that checks again.`;

/** The API has judged the request. What is about the token, the project, the load or the connection says nothing of the key. */
const refusals: readonly AivenErrorKind[] = ['invalidRequest', 'permissionDenied', 'conflict', 'alreadyExists'];

function isRefusal(error: unknown): error is AivenError {
  return error instanceof AivenError && refusals.includes(error.kind);
}

/** Checking twice does no harm: an answer that was lost on the way must not taint a key. */
async function twiceIfLost<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AivenError) || !error.ambiguous || isAborted(error)) throw error;
    return ask();
  }
}
