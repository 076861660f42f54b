/** Which services use a key: those whose `cmk_id` is the key, and those that the key lists an association with. */

import type { Association, Service } from '../../client';

export interface KeyUser {
  serviceName: string;
  /** Null if the project does not list the service. */
  service: Service | null;
  /** Null if the key does not list the service. */
  association: Association | null;
}

/**
 * The services that use a key. A service on its way to another key uses both until it has arrived.
 * @param services All services of the project.
 * @param associations The associations of the key.
 * @returns in the order of `services`, then those that the project does not list
 */
export function usersOfKey(
  cmkId: string,
  services: readonly Service[],
  associations: readonly Association[],
): KeyUser[] {
  const unlisted = new Map(associations.map((association) => [association.serviceName, association]));
  const users: KeyUser[] = [];
  for (const service of services) {
    const { serviceName } = service;
    const association = unlisted.get(serviceName) ?? null;
    unlisted.delete(serviceName);
    if (service.cmkId === cmkId || association !== null) users.push({ serviceName, service, association });
  }
  const rest = [...unlisted.values()];
  return [
    ...users,
    ...rest.map((association) => ({ serviceName: association.serviceName, service: null, association })),
  ];
}
