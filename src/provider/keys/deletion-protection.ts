/** `deletion_protection` of `aiven_cmk`: the value in the state counts, so an earlier apply has to switch it off. */

import { formatCmkImportId } from '../../aiven';
import { DiagnosticError } from '../../plugin';
import { type CmkCheck, replacedKey } from './planned-keys';

interface Protected {
  readonly project: string;
  readonly cmkId: string;
}

/** @throws DiagnosticError for a plan that deletes or replaces a protected key */
export function requireUnprotected(check: CmkCheck): void {
  const { action } = check;
  const leaving = action === 'delete' || action === 'replace' ? check.prior : replacedKey(check);
  if (leaving?.deletion_protection !== true) return;
  const { project, cmk_id: cmkId } = leaving;
  const key = formatCmkImportId({ project, cmkId: cmkId ?? '' });
  throw new DiagnosticError(
    `Failed to plan: key "${key}" is protected against deletion`,
    `This plan would ${action === 'delete' ? 'delete' : 'replace'} it, but deletion_protection is on. Set deletion_protection = false, apply, then plan again. If a deposed object stops the plan, delete its key with \`${deleteCommand(project, cmkId ?? '')}\` instead.`,
    ['deletion_protection'],
  );
}

/** For a delete that no plan could refuse: Terraform plans the replacement of a tainted key as a create. */
export function refuseDelete({ project, cmkId }: Protected): never {
  throw new DiagnosticError(
    `Failed to delete key "${formatCmkImportId({ project, cmkId })}": it is protected against deletion`,
    `The key is unchanged: deletion_protection is on. If the resource is tainted, run \`terraform untaint ADDRESS\` to keep the key. To delete it, set deletion_protection = false, apply, then delete it. If Terraform has already created another key in its place, delete this one with \`${deleteCommand(project, cmkId)}\`.`,
  );
}

/** Deletes the key outside of Terraform. The next refresh removes it from the state. */
export function deleteCommand(project: string, cmkId: string): string {
  return `aiven-byok cmks delete --project ${project} --cmk-id ${cmkId} --wait`;
}
