/**
 * The objects that this process has planned, for checks that need more than one of them. Terraform plans in any order and concurrently,
 * so each pair is checked when the second of them is planned.
 */

import type { PlanAction } from '../plugin';

export interface PlannedObject {
  /** The ID in the state: of the object itself or of the one that it replaces; null for a new object. */
  readonly id: string | null;
  readonly action: PlanAction;
  /** Whether this is the second plan of a replacement, which takes the place of the first. */
  readonly isReplacement: boolean;
}

/** What concerns the key of a service: a service resource or a binding. */
export interface PlannedService extends PlannedObject {
  /** The resource type, such as `aiven_pg` or `aiven_cmk_service_association`. */
  readonly type: string;
  /** Whether its configuration names a customer managed key for the service. */
  readonly namesKey: boolean;
  /** Whether the apply may move the service to Aiven-managed keys because of it. */
  readonly detaches: boolean;
}

export class PlannedObjects<T extends PlannedObject> {
  private readonly groups = new Map<string, T[]>();

  /** Records an object in each group, and returns the other objects of the groups. Do not wait for anything before. */
  add(group: string, object: T): T[] {
    const members = this.groups.get(group) ?? [];
    this.groups.set(group, members);
    const first = object.isReplacement ? members.findIndex(({ id }) => id === object.id) : -1;
    if (first < 0) members.push(object);
    else members[first] = object;
    return this.others(group, object);
  }

  /** The objects of a group, without the given one. */
  others(group: string, object?: T): T[] {
    return (this.groups.get(group) ?? []).filter((member) => member !== object);
  }
}

/** Whether the plan changes the object. */
export function isChanged({ action }: PlannedObject): boolean {
  return action !== 'none';
}
