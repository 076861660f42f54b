/** The Aiven REST API, as far as keys and services go. Knows nothing of Terraform. */

export type { CallOptions } from './api';
export { AivenClient } from './client';
export { type Clock, systemClock } from './clock';
export type { Cmk, CmkCreate, CmkStatus } from './cmk';
export type { Accessors, Association, AssociationStatus, CmkDeleteOptions } from './cmks';
export { AmbiguousCreateError } from './create-once';
export { defaults } from './defaults';
export { CmkInUseError, type WhileDeactivating } from './delete-when-free';
export {
  AivenError,
  type AivenErrorKind,
  type ApiErrorEntry,
  isAborted,
  isAlreadyExists,
  isConflict,
  isContractError,
  isFeatureNotEnabled,
  isNetworkError,
  isNotFound,
  isPermissionDenied,
  isProjectNotFound,
  isRateLimited,
  isTimeout,
  isTransient,
  isUnauthorized,
} from './errors';
export type { Environment } from './proxy';
export type { RetryPolicy } from './retry';
export type { Service, ServiceComponent, ServiceSecrets, ServiceState } from './service';
export type { GoneWait, ReadyWait, ServiceReadiness } from './service-waits';
export type { ServiceCreate, ServiceReadOptions, ServiceSettings, ServiceUpdate } from './services';
export { type AivenClientOptions, type ClientLog, checkApiUrl, type TimeLimits } from './settings';
export type { Totals } from './trace';
export type { OperationId } from './wire';
