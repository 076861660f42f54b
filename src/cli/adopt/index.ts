/** Generates code for what already exists in Aiven. */

export { existingKeys, type FoundProject, findNew, type NewObjects, type Wanted, withKeysInUse } from './adoption';
export { type AdoptedFile, hasOtherTerraformFiles, readAdoptedFiles, replaceFile } from './files';
export type { CodeFormat } from './format';
export { hclFormat } from './hcl';
export { type AdoptPlan, planAdoption } from './plan';
export { reportAdoption, reportNextSteps } from './report';
export { managedByState, type StateObjects } from './state';
export { typescriptFormat } from './typescript';
