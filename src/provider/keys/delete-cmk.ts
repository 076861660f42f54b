/** Deletes a key, or leaves it registered as `on_destroy` says. */

import { formatCmkImportId, keepKmsKey } from '../../aiven';
import { CmkInUseError } from '../../client';
import { DiagnosticError, type ResourceContext } from '../../plugin';
import { callOptions } from '../call-options';
import type { Session } from '../settings';
import { boundedList } from './cmk-listing';
import type { CmkState } from './cmk-schema';
import { deleteCommand, refuseDelete } from './deletion-protection';

const howToRelease = [
  'If another stack, configuration or team uses the key: move these services to another key (cmk_id) or to Aiven-managed keys (the all-zero UUID) there first. To leave the key registered until then, set on_destroy = "retain_if_used" and apply before you delete the key.',
  'If this apply moves these services: Terraform destroyed the key before it updated them. Set create_before_destroy = true in the lifecycle block of the key and apply that before you replace or delete the key.',
  'If Terraform has already created another key in its place, changes of on_destroy and lifecycle no longer reach this one: move its services, then apply again.',
].join('\n\n');

/** @throws DiagnosticError when the key is protected, or when services use it and `on_destroy` does not retain it */
export async function deleteCmk(state: CmkState & { cmkId: string }, ctx: ResourceContext<Session>): Promise<void> {
  const { project, cmkId } = state;
  if (state.deletion_protection === true) refuseDelete({ project, cmkId });
  let wasUsed = false;
  try {
    await ctx.session.client.cmks.delete(project, cmkId, {
      ...callOptions(ctx, 'delete'),
      whileDeactivating: {
        onProgress: (associations) => {
          wasUsed = true;
          ctx.log.info('Waiting for services to release the key', { cmkId, associations });
        },
      },
    });
  } catch (error) {
    if (!(error instanceof CmkInUseError)) throw error;
    const isRetained =
      state.on_destroy === 'retain_if_used' && error.kind !== 'aborted' && error.associations.length > 0;
    if (isRetained) return warnAboutRetained(project, cmkId, error, ctx);
    throw new DiagnosticError('Failed to delete key: services use it', `${error.message}\n\n${howToRelease}`);
  }
  ctx.warn(
    'Keep the KMS key of a deleted key enabled',
    `Key "${formatCmkImportId({ project, cmkId })}" for "${state.resource}" was deleted. ${keepKmsKey(Date.now(), wasUsed)}`,
  );
}

function warnAboutRetained(
  project: string,
  cmkId: string,
  { associations }: CmkInUseError,
  ctx: ResourceContext<Session>,
): void {
  const services = associations.map(({ serviceName, status }) => `"${serviceName}" (${status})`);
  ctx.warn(
    `Key "${formatCmkImportId({ project, cmkId })}" stays registered: services use it`,
    `Terraform no longer manages the key. Services that use it:${boundedList(services)}\n\nKeep its KMS key enabled. When no service uses the key any more, delete it with this command:\n  ${deleteCommand(project, cmkId)}`,
  );
}
