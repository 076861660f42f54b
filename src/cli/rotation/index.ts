/** Rotation: moves services from one key to another, in waves. */

export { carryOut } from './carry-out';
export { describePlan, moveColumns, outcomeJson, planJson } from './describe';
export { describeFinished, finishedJson } from './finished';
export type { RotationOrder, RotationOutcome, RotationPlan } from './model';
export { retireOldKey } from './old-key';
export { planRotation } from './plan';
export { protectorOf, requireUnprotected } from './protected-key';
export { type Rotated, stepsAfterRotation } from './rotation-steps';
export { type MovedService, stepsAfterMove } from './service-steps';
export { printSteps } from './steps';
export { type ManagingState, readManagingStates } from './terraform-states';
export { notOnKey, verifyMoves } from './verify';
