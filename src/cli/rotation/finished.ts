/** A rotation that is already complete: its old key was deleted, and the same command runs again. */

import type { Cmk, Service } from '../../client';
import { CliError } from '../errors/cli-error';
import { count } from '../terminal/text';
import { cmkJson } from '../views/cmk-view';
import type { RotationOrder } from './model';

export interface FinishedRotation {
  project: string;
  /** The ID of the old key. */
  gone: string;
  to: Cmk;
  /** Number of services that use the new key. */
  moved: number;
}

/**
 * Returns the finished rotation if the old key no longer exists.
 * @param error Why there is no plan.
 * @throws error if nothing shows that this rotation ever ran: the ID may be mistyped
 */
export function requireFinished(
  { project, from, services: names }: RotationOrder,
  to: Cmk | null,
  services: readonly Service[],
  error: unknown,
): FinishedRotation {
  const { isMissing } = require('../../client') as typeof import('../../client');
  if (to === null) throw error;
  const moved = services.filter((service) => service.cmkId === to.cmkId);
  const other = services.find((service) => names?.includes(service.serviceName) && !moved.includes(service));
  if (other !== undefined) {
    throw new CliError(
      `Key "${from}" no longer exists in project "${project}", but service "${other.serviceName}" does not use key "${to.cmkId}".`,
      `To move it: aiven-byok services set-key ${other.serviceName} --project ${project} --cmk-id ${to.cmkId}`,
    );
  }
  const left = names === undefined && services.some((service) => service.cmkId === from);
  const unproven = isMissing(error) && moved.length === 0 && !to.defaultCmk;
  if (left || unproven) throw error;
  return { project, gone: from, to, moved: moved.length };
}

export function describeFinished({ gone, to, moved }: FinishedRotation): string[] {
  return [
    `Nothing to do: key "${gone}" no longer exists.`,
    `${count(moved, 'service')} ${moved === 1 ? 'uses' : 'use'} key "${to.cmkId}".`,
  ];
}

/** In the form of a plan, or of an outcome. */
export function finishedJson({ project, gone, to, moved }: FinishedRotation, dryRun: boolean) {
  if (!dryRun) {
    const nothing = { registered: false, default_moved: false, services: [] };
    return { project, from: gone, to: to.cmkId, ...nothing, old_deleted: true, old_stays: null };
  }
  const nothing = { register: null, make_default: false, waves: [], follow: [], powered_off: [] };
  return { project, from: null, to: cmkJson(to), ...nothing, done: moved, staying: [] };
}
