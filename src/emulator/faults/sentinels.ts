/** Faults by name: a project, service, plan or key reference that carries a sentinel fails without any option. */

import type { OperationId } from '../../api/wire';
import type { World } from '../account/world';
import { type FaultKind, faultKinds } from '../fault-kinds';
import { isObject } from '../input';
import type { LoggedRequest } from '../request-log';
import type { FaultSpec } from './fault';

/** What `-on-<verb>` limits a sentinel to. */
const verbs: Record<string, readonly OperationId[]> = {
  create: ['CMKCreate', 'ServiceCreate'],
  get: ['CMKGet', 'ServiceGet'],
  list: ['CMKList', 'ServiceList'],
  update: ['CMKUpdate', 'ServiceUpdate'],
  delete: ['CMKDelete', 'ServiceDelete'],
  check: ['CMKAccessCheckTrigger'],
  accessors: ['CMKAccessorsList'],
  associations: ['CMKServiceAssociationsList'],
};

// Longer kinds first: `reset-after` begins with `reset`.
const kinds = [...faultKinds].filter((kind) => kind !== 'status').sort((a, b) => b.length - a.length);
const sentinel = new RegExp(
  `(?<![a-zA-Z0-9])(?<how>fault|always)-(?:(?<status>[2-5]\\d\\d)|(?<kind>${kinds.join('|')})(?:-(?<ms>\\d+)ms)?)` +
    `(?:-on-(?<verb>${Object.keys(verbs).join('|')}))?`,
  'g',
);

/** The names that a request carries: its project, its service and plan, the reference of its key. */
function namesOf(request: LoggedRequest, world: World): string[] {
  const body = isObject(request.body) ? request.body : {};
  const cmk = world.store.projects.get(request.project)?.cmks.get(request.cmkId.toLowerCase());
  const names = [request.project, request.serviceName, cmk?.resource, body.service_name, body.resource, body.plan];
  return names.filter((name): name is string => typeof name === 'string' && name !== '');
}

/** `fault-<fault>` strikes once for each operation and name, `always-<fault>` every time. */
export class Sentinels {
  private readonly struck = new Set<string>();

  take(request: LoggedRequest, world: World): FaultSpec | undefined {
    const { operation } = request;
    if (operation === null) {
      return undefined;
    }
    for (const name of namesOf(request, world)) {
      for (const { 0: text, groups } of name.matchAll(sentinel)) {
        const { how, status, kind, ms, verb } = groups ?? {};
        const key = `${operation} ${text} ${name}`;
        if ((verb !== undefined && !verbs[verb]?.includes(operation)) || (how === 'fault' && this.struck.has(key))) {
          continue;
        }
        this.struck.add(key);
        return status !== undefined
          ? { kind: 'status', status: Number(status) }
          : { kind: kind as FaultKind, ...(ms === undefined ? {} : { ms: Number(ms) }) };
      }
    }
    return undefined;
  }

  clear(): void {
    this.struck.clear();
  }
}
