/** Plans a rotation from the current state of keys and services, so that the same command continues an interrupted one. */

import type { Cloud } from '../../aiven';
import type { AivenClient, Cmk, KeyUser, Service } from '../../client';
import { CliError, UsageError } from '../errors/cli-error';
import { requireCurrent } from '../views/cmk-view';
import { type FinishedRotation, requireFinished } from './finished';
import type { RotationOrder, RotationPlan } from './model';

/** Reads the keys, the services and the associations of both keys. @throws CliError if the rotation is not possible */
export async function planRotation(
  client: AivenClient,
  order: RotationOrder,
  signal: AbortSignal,
): Promise<RotationPlan | FinishedRotation> {
  const { isMissing } = require('../../client') as typeof import('../../client');
  const { project } = order;
  const [cmks, services] = await Promise.all([
    client.cmks.list(project, { signal }),
    client.reads.services(project, { signal }),
  ]);
  // The list may not show a new key yet. For a wrong ID, the request returns the API's own error.
  const get = async (cmkId: string) =>
    cmks.find((cmk) => cmk.cmkId === cmkId) ?? (await client.cmks.get(project, cmkId, { signal }));
  const { from, missing } = await get(order.from).then(
    (cmk) => ({ from: cmk, missing: checkDeleted(cmk, services, project) }),
    (error) => ({ from: null, missing: error }),
  );
  if (from === null && !isMissing(missing)) throw missing;
  const to = 'cmkId' in order.to ? await get(order.to.cmkId) : findRegistered(cmks, order.to, order.from, project);
  if (to !== null) requireUsable(to, order.from, project);
  for (const name of order.services ?? []) requireService(services, name, project);
  if (from === null || missing !== null) return requireFinished(order, to, services, missing);
  const usersOf = ({ cmkId }: Cmk) => client.reads.keyUsers(project, cmkId, { signal });
  const [fromUsers, toUsers] = await Promise.all([usersOf(from), to === null ? [] : usersOf(to)]);
  return {
    ...divide(services, { cmk: from, users: fromUsers }, { cmk: to, users: toUsers }, order),
    project,
    from,
    to,
    register: to === null ? wanted(order) : null,
  };
}

/** A deleted key may still be listed. While a service uses it, there is something to rotate. */
function checkDeleted({ cmkId, status }: Cmk, services: readonly Service[], project: string): CliError | null {
  if (status !== 'deleted' || services.some((service) => service.cmkId === cmkId)) return null;
  return deletedKey(cmkId, project);
}

function wanted({ to }: RotationOrder): RotationPlan['register'] {
  return 'cmkId' in to ? null : to;
}

/** The new key, if an interrupted run has registered it. */
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
  const ids = same.map(({ cmkId }) => `"${cmkId}"`).join(', ');
  throw new CliError(`This key is registered several times in project "${project}": ${ids}.`, 'Choose one with --to.');
}

function requireUsable(to: Cmk, from: string, project: string): void {
  if (to.cmkId === from) throw new UsageError('--from and --to must be different keys.');
  requireCurrent(to, project);
}

function divide(
  all: readonly Service[],
  from: { cmk: Cmk; users: readonly KeyUser[] },
  to: { cmk: Cmk | null; users: readonly KeyUser[] },
  { services: names, keepDefault, project }: RotationOrder,
): Pick<RotationPlan, 'move' | 'follow' | 'done' | 'makeDefault' | 'staying' | 'poweredOff'> {
  const arrived = new Map(to.users.map((user) => [user.serviceName, user]));
  const leaving = new Map(from.users.map((user) => [user.serviceName, user]));
  const hasMoved = ({ serviceName }: Service) =>
    isBoundFor(arrived.get(serviceName), to.cmk) && leaving.get(serviceName)?.association !== 'activating';
  const isOld = (service: Service) => isBoundFor(leaving.get(service.serviceName), from.cmk) && !hasMoved(service);
  const chosen = names === undefined ? all : names.map((name) => requireService(all, name, project));
  const move = chosen.filter(isOld);
  const moved = chosen.filter(hasMoved);
  for (const service of names === undefined ? [] : chosen) {
    if (move.includes(service) || moved.includes(service)) continue;
    throw new CliError(`Service "${service.serviceName}" in project "${project}" uses neither of the two keys.`);
  }
  const follow = moved.filter(({ serviceName }) => {
    const user = arrived.get(serviceName);
    return user?.use === 'moving' || user?.association === 'activating';
  });
  const staying = all
    .filter((service) => isOld(service) && !move.includes(service))
    .map(({ serviceName }) => serviceName);
  const makeDefault = from.cmk.defaultCmk && !to.cmk?.defaultCmk && !keepDefault && staying.length === 0;
  const poweredOff = [...move, ...follow]
    .filter(({ state }) => state === 'POWEROFF')
    .map(({ serviceName }) => serviceName);
  return { move, follow, done: moved.length - follow.length, makeDefault, staying, poweredOff };
}

/** Whether a service is on a key or on its way to it. A service that is on its way to another key is `deactivating`. */
function isBoundFor(user: KeyUser | undefined, cmk: Cmk | null): boolean {
  if (user === undefined || user.association === 'deactivating') return false;
  return user.service?.cmkId === cmk?.cmkId || user.association !== null;
}

function requireService(all: readonly Service[], name: string, project: string): Service {
  const found = all.find(({ serviceName }) => serviceName === name);
  if (found === undefined) throw new CliError(`Project "${project}" has no service "${name}".`);
  return found;
}

/** Splits a list into groups of `size`, in order. */
export function wavesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

export function deletedKey(cmkId: string, project: string): CliError {
  return new CliError(`Key "${cmkId}" in project "${project}" was deleted.`);
}
