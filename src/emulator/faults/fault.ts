/** Faults set with `Emulator.fail`: what goes wrong, and with which requests. */

import type { ServedOperationId } from '../../api/foreign';
import { type FaultKind, faultKinds } from '../fault-kinds';
import type { LoggedRequest } from '../request-log';

export interface FaultSpec {
  kind: FaultKind;
  /** Whether the emulator executes the request, for the kinds that docs/emulator.md lists. @default see `faultKinds` */
  takesEffect?: boolean;
  /** HTTP status of `status`, `html` and `empty`, 200 to 599. @default 503, 502 and 200 */
  status?: number;
  /** Delay of `slow` and `late` in milliseconds. @default 1000 */
  ms?: number;
  /** `Retry-After` of `status`: seconds or a date. @default 1 for status 429, otherwise none */
  retryAfter?: number | Date;
  /** Message of `status` and `duplicate`. @default the name of the status, or "already exists" */
  message?: string;
  /** `error_code` of `status` and `duplicate`. @default none */
  errorCode?: string;
}

/** A fault: in full, its kind, or the HTTP status of a `status` fault. */
export type Fault = FaultSpec | FaultKind | number;

/** A fault and the requests that it applies to. */
export interface FaultRule {
  /** The fault. A function chooses one per request; undefined lets the request pass. */
  fault: Fault | ((request: LoggedRequest) => Fault | undefined);
  /** @default every operation */
  operation?: ServedOperationId | readonly ServedOperationId[];
  /** @default every project */
  project?: string;
  /** An additional condition. */
  where?: (request: LoggedRequest) => boolean;
  /** How many matching requests pass before the first fault. @default 0 */
  after?: number;
  /** How many requests fail; `Infinity` for all. @default 1 */
  times?: number;
}

/** Returned by `Emulator.fail`. */
export interface FaultHandle {
  /** How many requests failed so far. */
  readonly hits: number;
  /** Ends the fault. */
  cancel(): void;
}

/** Expands a fault. @throws RangeError for an unknown kind or a status outside of 200 to 599 */
function toFaultSpec(fault: Fault): FaultSpec {
  const spec: FaultSpec =
    typeof fault === 'number' ? { kind: 'status', status: fault } : typeof fault === 'string' ? { kind: fault } : fault;
  if (!faultKinds.includes(spec.kind)) {
    throw new RangeError(`A fault must be a status or one of ${faultKinds.join(', ')}, got "${spec.kind}"`);
  }
  if (spec.status !== undefined && (!Number.isInteger(spec.status) || spec.status < 200 || spec.status > 599)) {
    throw new RangeError(`The status of a fault must be an integer from 200 to 599, got ${spec.status}`);
  }
  return spec;
}

function isOneOf(
  operation: ServedOperationId | null,
  wanted: ServedOperationId | readonly ServedOperationId[],
): boolean {
  return operation !== null && (typeof wanted === 'string' ? wanted === operation : wanted.includes(operation));
}

class ActiveRule implements FaultHandle {
  hits = 0;
  private left: number;
  private passes: number;

  constructor(private readonly rule: FaultRule) {
    this.left = rule.times ?? 1;
    this.passes = rule.after ?? 0;
  }

  /** Returns the fault for a request and counts it, or undefined if the rule does not apply. */
  take(request: LoggedRequest): FaultSpec | undefined {
    const { fault, operation, project, where } = this.rule;
    if (
      this.left <= 0 ||
      (operation !== undefined && !isOneOf(request.operation, operation)) ||
      (project !== undefined && project !== request.project) ||
      (where !== undefined && !where(request))
    ) {
      return undefined;
    }
    if (this.passes > 0) {
      this.passes -= 1;
      return undefined;
    }
    const chosen = typeof fault === 'function' ? fault(request) : fault;
    if (chosen === undefined) return undefined;
    this.left -= 1;
    this.hits += 1;
    return toFaultSpec(chosen);
  }

  cancel(): void {
    this.left = 0;
  }
}

/** The rules of an emulator. The first one that applies decides. */
export class Faults {
  private rules: ActiveRule[] = [];

  add(rule: FaultRule): FaultHandle {
    if (typeof rule.fault !== 'function') {
      // Reports a mistake to the caller of `fail`, not at a later request.
      toFaultSpec(rule.fault);
    }
    const active = new ActiveRule(rule);
    this.rules.push(active);
    return active;
  }

  take(request: LoggedRequest): FaultSpec | undefined {
    for (const rule of this.rules) {
      const fault = rule.take(request);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  clear(): void {
    this.rules = [];
  }
}
