/** What a rotation has to do, told from what is there: hence a rotation that was interrupted is finished by the same command. */

import type { Cloud } from '../../aiven';
import type { AivenClient, Association, Cmk, Service } from '../../client';
import { CliError, UsageError } from '../errors/cli-error';
import { requireCurrent } from '../views/cmk-view';
import { keyOf } from '../views/service-view';
import { type FinishedRotation, isKeyGone, requireFinished } from './finished';
import type { RotationOrder, RotationPlan } from './model';

/** Reads the keys and the services, and the new key's associations. @throws CliError when it cannot be done */
export async function planRotation(
  client: AivenClient,
  order: RotationOrder,
  signal: AbortSignal,
): Promise<RotationPlan | FinishedRotation> {
  const { project } = order;
  const [cmks, services] = await Promise.all([
    client.cmks.list(project, { signal }),
    client.services.list(project, { signal }),
  ]);
  // A list may lag behind a creation, and an id that is wrong gets the API's own answer.
  const get = async (cmkId: string) =>
    cmks.find((cmk) => cmk.cmkId === cmkId) ?? (await client.cmks.get(project, cmkId, { signal }));
  const { from, gone } = await get(order.from).then(
    (cmk) => ({ from: cmk, gone: goneFor(cmk, services, project) }),
    (reason) => ({ from: null, gone: reason }),
  );
  if (from === null && !isKeyGone(gone)) throw gone;
  const to = 'cmkId' in order.to ? await get(order.to.cmkId) : findRegistered(cmks, order.to, order.from, project);
  if (to !== null) requireUsable(to, order.from, project);
  for (const name of order.services ?? []) requireService(services, name, project);
  if (from === null || gone !== null) return requireFinished(order, to, services, gone);
  const arriving = to === null ? [] : await client.cmks.associations(project, to.cmkId, { signal });
  return {
    ...divide(services, from, to, arriving, order),
    project,
    from,
    to,
    register: to === null ? wanted(order) : null,
  };
}

/** A key that is deleted may be listed still; while a service shows it, there is something to rotate. */
function goneFor({ cmkId, status }: Cmk, services: readonly Service[], project: string): CliError | null {
  if (status !== 'deleted' || services.some((service) => keyOf(service) === cmkId)) return null;
  return new CliError(`Key ${cmkId} of project ${project} is deleted.`);
}

function wanted({ to }: RotationOrder): RotationPlan['register'] {
  return 'cmkId' in to ? null : to;
}

/** A run that was interrupted may have registered it. */
function findRegistered(
  cmks: readonly Cmk[],
  { cloud, keyReference }: { cloud: Cloud; keyReference: string },
  from: string,
  project: string,
): Cmk | null {
  const same = cmks.filter(
    (cmk) =>
      cmk.cloud === cloud &&
      cmk.keyReference === keyReference &&
      cmk.cmkId !== from &&
      cmk.status !== 'deleted' &&
      cmk.status !== 'old',
  );
  if (same.length < 2) return same[0] ?? null;
  const ids = same.map(({ cmkId }) => cmkId).join(', ');
  throw new CliError(`Project ${project} has this key several times: ${ids}.`, 'Name the one to move to with --to.');
}

function requireUsable(to: Cmk, from: string, project: string): void {
  if (to.cmkId === from) throw new UsageError('--from and --to are the same key.');
  requireCurrent(to, project);
}

function divide(
  all: readonly Service[],
  from: Cmk,
  to: Cmk | null,
  arriving: readonly Association[],
  { services: names, keepDefault, project }: RotationOrder,
): Pick<RotationPlan, 'move' | 'follow' | 'done' | 'makeDefault' | 'staying' | 'poweredOff'> {
  const moving = new Map(arriving.map(({ serviceName, status }) => [serviceName, status]));
  const isMoving = ({ serviceName }: Service) => moving.get(serviceName) === 'activating';
  const isThere = (service: Service) => to !== null && (keyOf(service) === to.cmkId || isMoving(service));
  const chosen = names === undefined ? all : names.map((name) => requireService(all, name, project));
  const old = all.filter((service) => keyOf(service) === from.cmkId && !isThere(service));
  const move = chosen.filter((service) => old.includes(service));
  const there = chosen.filter(isThere);
  for (const service of names === undefined ? [] : chosen) {
    if (move.includes(service) || there.includes(service)) continue;
    throw new CliError(`Service ${service.serviceName} of project ${project} is under neither of the two keys.`);
  }
  const follow = there.filter((service) => isMoving(service) || !isSettled(service));
  const staying = old.filter((service) => !move.includes(service)).map(({ serviceName }) => serviceName);
  const makeDefault = from.defaultCmk && !to?.defaultCmk && !keepDefault && staying.length === 0;
  const poweredOff = [...move, ...follow]
    .filter(({ state }) => state === 'POWEROFF')
    .map(({ serviceName }) => serviceName);
  return { move, follow, done: there.length - follow.length, makeDefault, staying, poweredOff };
}

const isSettled = ({ state }: Service) => state === 'RUNNING' || state === 'POWEROFF';

function requireService(all: readonly Service[], name: string, project: string): Service {
  const found = all.find(({ serviceName }) => serviceName === name);
  if (found === undefined) throw new CliError(`Project ${project} has no service ${name}.`);
  return found;
}

/** Groups of so many, in order. */
export function wavesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
