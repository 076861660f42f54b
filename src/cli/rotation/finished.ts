/** A rotation that has come to its end before: its old key is deleted, and the same command is run once more. */

import type { AivenError, Cmk, Service } from '../../client';
import { CliError } from '../errors/cli-error';
import { cmkJson } from '../views/cmk-view';
import { keyOf } from '../views/service-view';
import type { RotationOrder } from './model';

export interface FinishedRotation {
  project: string;
  /** The id of the old key. */
  gone: string;
  to: Cmk;
  /** Services under the new key. */
  there: number;
}

/** Whether the project is there, and the key is not. */
export function isKeyGone(reason: unknown): boolean {
  const { kind, errorCodes = [] } = reason as Partial<AivenError>;
  return kind === 'notFound' && !errorCodes.includes('project_not_found');
}

/**
 * What there is in place of a plan when the old key is gone.
 * @throws reason where nothing shows that this rotation was ever made: the id may be mistyped
 */
export function requireFinished(
  { project, from, services: names }: RotationOrder,
  to: Cmk | null,
  services: readonly Service[],
  reason: unknown,
): FinishedRotation {
  if (to === null) throw reason;
  const there = services.filter((service) => keyOf(service) === to.cmkId);
  const other = services.find((service) => names?.includes(service.serviceName) && !there.includes(service));
  if (other !== undefined) {
    throw new CliError(
      `Key ${from} of project ${project} is gone, and service ${other.serviceName} is not under ${to.cmkId}.`,
      `To put it there: aiven-byok services set-key ${other.serviceName} --project ${project} --cmk-id ${to.cmkId}`,
    );
  }
  const left = names === undefined && services.some((service) => keyOf(service) === from);
  const unproved = isKeyGone(reason) && there.length === 0 && !to.defaultCmk;
  if (left || unproved) throw reason;
  return { project, gone: from, to, there: there.length };
}

export function describeFinished({ gone, to, there }: FinishedRotation): string[] {
  return [
    `The key ${gone} is gone; nothing is left to do.`,
    `${there} ${there === 1 ? 'service is' : 'services are'} under ${to.cmkId}.`,
  ];
}

/** In the form of a plan, or of an outcome. */
export function finishedJson({ project, gone, to, there }: FinishedRotation, dryRun: boolean) {
  if (!dryRun) {
    const nothing = { registered: false, default_moved: false, services: [] };
    return { project, from: gone, to: to.cmkId, ...nothing, old_deleted: true, old_stays: null };
  }
  const nothing = { register: null, make_default: false, waves: [], follow: [], powered_off: [] };
  return { project, from: null, to: cmkJson(to), ...nothing, done: there, staying: [] };
}
