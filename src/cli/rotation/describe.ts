/** The plan and the outcome of a rotation, as text and as JSON. */

import type { Cmk } from '../../client';
import type { Column } from '../terminal/table';
import { count } from '../terminal/text';
import { cmkJson } from '../views/cmk-view';
import type { MoveOutcome, RotationOutcome, RotationPlan } from './model';
import { wavesOf } from './plan';

/** The plan, one step per line. */
export function describePlan(
  plan: RotationPlan,
  { parallel, deleteOld }: { parallel: number; deleteOld: boolean },
): string[] {
  const { from, to, register, move, follow, done, staying, poweredOff } = plan;
  const steps: string[] = [];
  if (register !== null) steps.push('register the new key');
  if (move.length > 0) steps.push('let Aiven check its access to the new key');
  if (plan.makeDefault) steps.push('make the new key the default key');
  if (move.length > 0) {
    const names = move.map(({ serviceName }) => serviceName).join(', ');
    const waves = Math.ceil(move.length / parallel);
    steps.push(`move ${count(move.length, 'service')} in ${count(waves, 'wave')} of ${parallel}: ${names}`);
  }
  const awaited = follow.map(({ serviceName }) => serviceName).filter((name) => !poweredOff.includes(name));
  if (awaited.length > 0) steps.push(`wait for ${awaited.join(', ')}, already moving to the new key`);
  if (staying.length === 0 && poweredOff.length === 0) {
    steps.push(deleteOld ? 'delete the old key' : 'offer to delete the old key');
  }
  return [
    `Rotation in project ${plan.project}`,
    'From',
    ...describeKey(from),
    'To',
    ...(to === null ? [`  a new key: ${register?.cloud} ${register?.keyReference}`] : describeKey(to)),
    ...(done > 0 ? [`Already moved: ${count(done, 'service')}.`] : []),
    ...(staying.length > 0 ? [`Staying on the old key: ${staying.join(', ')}.`] : []),
    ...describePoweredOff(poweredOff),
    ...(steps.length === 0 ? ['Nothing to do.'] : steps.map((step, index) => `${index + 1}. ${step}`)),
  ];
}

function describePoweredOff(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const [are, they] = names.length === 1 ? ['is', 'it'] : ['are', 'they'];
  return [
    `${names.join(', ')} ${are} powered off: ${they} will not move until ${they} ${are} powered on, and the old key stays until then.`,
  ];
}

function describeKey({ cmkId, cloud, keyReference, defaultCmk, status }: Cmk): string[] {
  const marks = [defaultCmk ? 'default' : '', status !== null && status !== 'current' ? status : ''].filter(Boolean);
  return [`  ${cmkId}`, `  ${cloud} ${keyReference}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`];
}

/** The plan as JSON. `waves` are arrays of service names. */
export function planJson(plan: RotationPlan, parallel: number) {
  const { project, from, to, register, move, follow, done, makeDefault, staying, poweredOff } = plan;
  return {
    project,
    from: cmkJson(from),
    to: to === null ? null : cmkJson(to),
    register: register === null ? null : { provider: register.cloud, resource: register.keyReference },
    make_default: makeDefault,
    waves: wavesOf(
      move.map(({ serviceName }) => serviceName),
      parallel,
    ),
    follow: follow.map(({ serviceName }) => serviceName),
    powered_off: poweredOff,
    done,
    staying,
  };
}

/** The outcome as JSON. @param oldStays Why the old key was not deleted; null if it was. */
export function outcomeJson(outcome: RotationOutcome, { project, from }: RotationPlan, oldStays: string | null) {
  return {
    project,
    from: from.cmkId,
    to: outcome.to?.cmkId ?? null,
    registered: outcome.registered,
    default_moved: outcome.defaultMoved,
    services: outcome.moves.map(({ serviceName, outcome: name, detail }) => ({
      service_name: serviceName,
      outcome: name,
      detail,
    })),
    old_deleted: oldStays === null,
    old_stays: oldStays,
  };
}

export const moveColumns: readonly Column<MoveOutcome>[] = [
  { title: 'SERVICE_NAME', value: ({ serviceName }) => serviceName, narrow: 'wrap' },
  { title: 'OUTCOME', value: ({ outcome }) => outcome.replace('_', ' ') },
  { title: 'DETAIL', value: ({ detail }) => detail, narrow: 'below' },
];
