/** Which services use a key, and whether each has finished moving. Every feature uses this one definition. */

import { normalizeCmkId } from '../../aiven';
import type { Association, AssociationStatus } from './association';
import type { Service } from './service';

/**
 * How a service uses a key.
 * - `on`: running and encrypted with it
 * - `moving`: on its way to or from it, or not running yet
 * - `poweredOff`: uses it, and cannot finish a move until it is powered on
 * - `off`: does not use it
 */
export type KeyUse = 'on' | 'moving' | 'poweredOff' | 'off';

export interface KeyUser {
  serviceName: string;
  /** Null if the project no longer lists the service. Its `cmkId` is another key while the service moves, or when it has moved. */
  service: Service | null;
  /** Null if the key does not list the service. */
  association: AssociationStatus | null;
  use: KeyUse;
}

/**
 * The services whose `cmk_id` is the key, and those that the key lists an association with, whatever its status: a service that
 * moves from one key to another uses both.
 * @param services All services of the project.
 * @param associations The associations of the key.
 * @returns in the order of `services`, then those that the project no longer lists
 */
export function usersOfKey(
  cmkId: string,
  services: readonly Service[],
  associations: readonly Association[],
): KeyUser[] {
  const statuses = new Map(associations.map(({ serviceName, status }) => [serviceName, status]));
  const users = services.map((service) => keyUser(cmkId, service, statuses.get(service.serviceName) ?? null));
  const listed = new Set(services.map(({ serviceName }) => serviceName));
  return [
    ...users.filter(({ use }) => use !== 'off'),
    ...associations
      .filter(({ serviceName }) => !listed.has(serviceName))
      .map(({ serviceName, status }): KeyUser => ({ serviceName, service: null, association: status, use: 'moving' })),
  ];
}

/** How one service uses a key. @param association Its status among the key's associations; null if the key does not list it */
export function keyUser(cmkId: string, service: Service, association: AssociationStatus | null): KeyUser {
  const { serviceName, state } = service;
  const isItsKey = service.cmkId === normalizeCmkId(cmkId);
  const use: KeyUse =
    !isItsKey && association === null
      ? 'off'
      : state === 'POWEROFF'
        ? 'poweredOff'
        : isItsKey && state === 'RUNNING' && association === 'active'
          ? 'on'
          : 'moving';
  return { serviceName, service, association, use };
}
