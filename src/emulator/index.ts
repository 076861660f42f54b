/** The Aiven API in memory over real HTTP. This folder knows the wire's types and nothing else of the package. */

export { ApiError } from './api-error';
export type { Clock } from './clock';
export { type CallTarget, Emulator } from './emulator';
export { type Fault, type FaultHandle, type FaultKind, type FaultRule, type FaultSpec, faultKinds } from './faults/fault';
export { defaultOptions, defaultProjects, type EmulatorOptions, type ProjectOptions, type Settings } from './options';
export type { LoggedRequest } from './request-log';
export {
  type AssociationSeed,
  type CmkSeed,
  generatedCmkId,
  type ProjectSeed,
  type Seed,
  type ServiceSeed,
} from './seed';
export type { AssociationRecord, CmkRecord, ProjectRecord, ServiceRecord, Store } from './account/store';
