/** The Aiven API in memory over real HTTP. Imports nothing from this package but the wire types and `support`. */

export type { AssociationRecord, CmkRecord, ProjectRecord, ServiceRecord, Store } from './account/store';
export { ApiError } from './api-error';
export type { Clock } from './clock';
export { type CallTarget, Emulator } from './emulator';
export { type FaultKind, faultKinds } from './fault-kinds';
export type {
  Fault,
  FaultHandle,
  FaultRule,
  FaultSpec,
} from './faults/fault';
export { defaultOptions, defaultProjects, type EmulatorOptions, type Settings } from './options';
export type { LoggedRequest } from './request-log';
export {
  type AssociationSeed,
  type CmkSeed,
  generatedCmkId,
  type ProjectOptions,
  type ProjectSeed,
  type Seed,
  type ServiceSeed,
  type StaticIpSeed,
} from './seed';
