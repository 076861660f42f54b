/** What a rotation is asked for, what it plans and what comes of it. */

import type { Cloud } from '../../aiven';
import type { Cmk, Service } from '../../client';
import type { Output } from '../terminal/output';

/**
 * - `moved`: runs under the new key; `powered_off`: will when it is powered on; `gone`: was deleted meanwhile;
 * - `failed`; `in_progress`: on its way, which Aiven goes on with, but not waited for to the end; `not_started`.
 */
export interface MoveOutcome {
  serviceName: string;
  outcome: 'moved' | 'powered_off' | 'gone' | 'failed' | 'in_progress' | 'not_started';
  /** Why it failed. */
  detail: string | null;
}

export interface RotationSettings {
  /** Services of a wave. */
  parallel: number;
  /** Longest wait for one service, in milliseconds. */
  timeoutMs?: number;
  signal: AbortSignal;
  output: Output;
}

export interface RotationOutcome {
  /** Null when it was not registered. */
  to: Cmk | null;
  registered: boolean;
  defaultMoved: boolean;
  moves: MoveOutcome[];
  /** What would have failed every further service too, so that they were left alone; null otherwise. */
  stoppedBy: unknown;
}

/** What is asked for. */
export interface RotationOrder {
  project: string;
  /** In lower case. */
  from: string;
  /** A key that is registered, or one that is to be. */
  to: { cmkId: string } | { cloud: Cloud; keyReference: string };
  /** Move these only. */
  services?: readonly string[];
  /** Leave the default where it is. */
  keepDefault: boolean;
}

export interface RotationPlan {
  project: string;
  from: Cmk;
  /** The key to move to; null when it is still to be registered. */
  to: Cmk | null;
  register: { cloud: Cloud; keyReference: string } | null;
  /** To be moved. */
  move: Service[];
  /** On their way to the new key already: to be waited for. */
  follow: Service[];
  /** Under the new key already. */
  done: number;
  makeDefault: boolean;
  /** Services that the old key will still hold afterwards, because others were asked for. */
  staying: string[];
  /** Of those to be moved or waited for: what has no power, and will not move until it has. */
  poweredOff: string[];
}
