/** Faults: what can go wrong with a request, and which requests it goes wrong with. */

import type { OperationId } from '../../api/wire';
import { type FaultKind, faultKinds } from '../fault-kinds';
import type { LoggedRequest } from '../request-log';

export interface FaultSpec {
  kind: FaultKind;
  /** Carry the request out, or do not, whatever is usual for the kind. @default see `faultKinds` */
  acts?: boolean;
  /** HTTP status of `status`, `html`, `empty`. @default 503, 502, 200 */
  status?: number;
  /** Milliseconds of `slow` and `late`. @default 1000 */
  ms?: number;
  /** `Retry-After` of `status`: seconds, or a date. @default 1 with status 429, else none */
  retryAfter?: number | Date;
  message?: string;
  errorCode?: string;
}

/** A fault: all of it, its kind alone, or a status from 400 to 599 in Aiven's shape. */
export type Fault = FaultSpec | FaultKind | number;

/** Which requests a fault meets. */
export interface FaultRule {
  /** What goes wrong; as a function, another thing for each request, or undefined for nothing. */
  fault: Fault | ((request: LoggedRequest) => Fault | undefined);
  /** @default every operation */
  operation?: OperationId | readonly OperationId[];
  /** @default every project */
  project?: string;
  /** A further condition. */
  where?: (request: LoggedRequest) => boolean;
  /** How many matching requests pass before. @default 0 */
  after?: number;
  /** How many requests it meets; `Infinity` for all. @default 1 */
  times?: number;
}

/** A fault that was set: how often it struck, and how to end it. */
export interface FaultHandle {
  readonly hits: number;
  cancel(): void;
}

/** The fault in full. Throws on a status that is none. */
export function faultSpec(fault: Fault): FaultSpec {
  const spec: FaultSpec =
    typeof fault === 'number' ? { kind: 'status', status: fault } : typeof fault === 'string' ? { kind: fault } : fault;
  if (!faultKinds.includes(spec.kind)) {
    throw new RangeError(`fault must be one of ${faultKinds.join(', ')} or a status; got '${spec.kind}'`);
  }
  if (spec.status !== undefined && (!Number.isInteger(spec.status) || spec.status < 200 || spec.status > 599)) {
    throw new RangeError(`a fault's status must be a whole number from 200 to 599; got ${spec.status}`);
  }
  return spec;
}

class ActiveRule implements FaultHandle {
  hits = 0;
  private left: number;
  private passes: number;

  constructor(private readonly rule: FaultRule) {
    this.left = rule.times ?? 1;
    this.passes = rule.after ?? 0;
  }

  /** The fault, when this rule strikes `request` now; counts it. */
  take(request: LoggedRequest): FaultSpec | undefined {
    const { fault, operation, project, where } = this.rule;
    const operations = operation === undefined || typeof operation === 'string' ? operation : [...operation];
    if (
      this.left <= 0 ||
      (operations !== undefined && (request.operation === null || ![operations].flat().includes(request.operation))) ||
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
    if (chosen === undefined) {
      return undefined;
    }
    this.left -= 1;
    this.hits += 1;
    return faultSpec(chosen);
  }

  cancel(): void {
    this.left = 0;
  }
}

/** The faults that were set and that still have something to strike. */
export class Faults {
  private rules: ActiveRule[] = [];

  add(rule: FaultRule): FaultHandle {
    if (typeof rule.fault !== 'function') {
      // Told where the rule is made, not at the request that it would strike.
      faultSpec(rule.fault);
    }
    const active = new ActiveRule(rule);
    this.rules.push(active);
    return active;
  }

  /** The fault for this request: that of the first rule that strikes. */
  take(request: LoggedRequest): FaultSpec | undefined {
    for (const rule of this.rules) {
      const fault = rule.take(request);
      if (fault !== undefined) {
        return fault;
      }
    }
    return undefined;
  }

  clear(): void {
    this.rules = [];
  }
}
