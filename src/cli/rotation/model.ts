/** The model of a rotation: what is requested, the plan, and the outcome. */

import type { Cloud } from '../../aiven';
import type { Cmk, Service } from '../../client';
import type { Output } from '../terminal/output';

/** The outcome for one service. */
export interface MoveOutcome {
  serviceName: string;
  /**
   * - `moved`: encrypted with the new key
   * - `powered_off`: moves when it is powered on
   * - `gone`: deleted in the meantime
   * - `failed`
   * - `in_progress`: moving, but not waited for to the end
   * - `not_started`
   */
  outcome: 'moved' | 'powered_off' | 'gone' | 'failed' | 'in_progress' | 'not_started';
  /** Why it failed. */
  detail: string | null;
}

export interface RotationSettings {
  /** Number of services per wave. */
  parallel: number;
  /** How long to wait for each service, in milliseconds. */
  timeoutMs?: number;
  signal: AbortSignal;
  output: Output;
}

export interface RotationOutcome {
  /** The new key; null if it was not registered. */
  to: Cmk | null;
  registered: boolean;
  defaultMoved: boolean;
  moves: MoveOutcome[];
  /** The error that would have failed the remaining services too, so that they were not started; otherwise null. */
  stoppedBy: unknown;
}

/** What the user requests. */
export interface RotationOrder {
  project: string;
  /** Id of the old key, in lower case. */
  from: string;
  /** A registered key, or a KMS key to register. */
  to: { cmkId: string } | { cloud: Cloud; keyReference: string };
  /** Move only these services. */
  services?: readonly string[];
  /** Do not change the default key. */
  keepDefault: boolean;
}

export interface RotationPlan {
  project: string;
  from: Cmk;
  /** The new key; null if it is not registered yet. */
  to: Cmk | null;
  register: { cloud: Cloud; keyReference: string } | null;
  /** Services to move. */
  move: Service[];
  /** Services that are already moving to the new key: to wait for. */
  follow: Service[];
  /** Number of services already encrypted with the new key. */
  done: number;
  makeDefault: boolean;
  /** Services that stay on the old key because only others were requested. */
  staying: string[];
  /** Services of `move` and `follow` that are powered off: they move when they are powered on. */
  poweredOff: string[];
}
