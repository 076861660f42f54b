/** Rotation: from one key to another, service by service, in waves. */

export { carryOut, type RotationOutcome } from './carry-out';
export { describePlan, moveColumns, outcomeJson, planJson } from './describe';
export { describeFinished, finishedJson } from './finished';
export { retireOldKey } from './old-key';
export { planRotation, type RotationOrder, type RotationPlan } from './plan';
