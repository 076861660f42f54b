/** Faults set by name: a project, service, plan or key reference that contains a sentinel fails (docs/emulator.md#sentinels). */

import type { ServedOperationId } from '../../api/foreign';
import type { Account } from '../account/account';
import { type FaultKind, faultKinds } from '../fault-kinds';
import { isObject } from '../input';
import type { LoggedRequest } from '../request-log';
import type { FaultSpec } from './fault';

/** The operations of each `-on-<verb>`. */
const verbs: Record<string, readonly ServedOperationId[]> = {
  create: ['CMKCreate', 'ServiceCreate'],
  get: ['CMKGet', 'ServiceGet'],
  list: ['CMKList', 'ServiceList'],
  update: ['CMKUpdate', 'ServiceUpdate'],
  delete: ['CMKDelete', 'ServiceDelete'],
  check: ['CMKAccessCheckTrigger'],
  accessors: ['CMKAccessorsList'],
  associations: ['CMKServiceAssociationsList'],
};

// Longer kinds come first because `reset-after` starts with `reset`.
const kinds = [...faultKinds].filter((kind) => kind !== 'status').sort((a, b) => b.length - a.length);
const sentinel = new RegExp(
  `(?<![a-zA-Z0-9])(?<frequency>fault|always)-(?:(?<status>[2-5]\\d\\d)|(?<kind>${kinds.join('|')})(?:-(?<ms>\\d+)ms)?)` +
    `(?:-on-(?<verb>${Object.keys(verbs).join('|')}))?`,
  'g',
);

/** The names that a request refers to: project, service, plan and key reference. */
function namesIn(request: LoggedRequest, account: Account): string[] {
  const body = isObject(request.body) ? request.body : {};
  const cmk = account.store.projects.get(request.project)?.cmks.get(request.cmkId.toLowerCase());
  const names = [request.project, request.serviceName, cmk?.resource, body.service_name, body.resource, body.plan];
  return names.filter((name): name is string => typeof name === 'string' && name !== '');
}

/** `fault-…` applies once per operation and name, `always-…` every time. */
export class Sentinels {
  private readonly used = new Set<string>();

  /** Returns the fault for a request, or undefined if none of its names contains a sentinel that applies. */
  take(request: LoggedRequest, account: Account): FaultSpec | undefined {
    const { operation } = request;
    if (operation === null) return undefined;
    for (const name of namesIn(request, account)) {
      for (const { 0: text, groups } of name.matchAll(sentinel)) {
        const { frequency, status, kind, ms, verb } = groups ?? {};
        const key = `${operation} ${text} ${name}`;
        if (
          (verb !== undefined && !verbs[verb]?.includes(operation)) ||
          (frequency === 'fault' && this.used.has(key))
        ) {
          continue;
        }
        this.used.add(key);
        return status !== undefined
          ? { kind: 'status', status: Number(status) }
          : { kind: kind as FaultKind, ...(ms === undefined ? {} : { ms: Number(ms) }) };
      }
    }
    return undefined;
  }

  clear(): void {
    this.used.clear();
  }
}
