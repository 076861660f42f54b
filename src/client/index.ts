/** The Aiven REST API, as far as keys and services go. Knows nothing of Terraform. */

export type { CallOptions } from './call/api';
export { AivenClient } from './client';
export { type Clock, systemClock } from './time/clock';
export type { Cmk, CmkCreate, CmkStatus } from './cmks/cmk';
export type { Accessors, Association, AssociationStatus, CmkDeleteOptions } from './cmks/cmks';
export { AmbiguousCreateError } from './cmks/create-once';
export { defaults } from './defaults';
export { CmkInUseError, type WhileDeactivating } from './cmks/delete-when-free';
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
} from './errors/errors';
export type { Environment } from './http/proxy';
export type { RetryPolicy } from './time/retry';
export type { Service, ServiceComponent, ServiceSecrets, ServiceState } from './model/service';
export type { GoneWait, ReadyWait, ServiceReadiness } from './services/service-waits';
export type { ServiceCreate, ServiceReadOptions, ServiceSettings, ServiceUpdate } from './services/services';
export { type AivenClientOptions, type ClientLog, checkApiUrl, type TimeLimits } from './settings';
export type { Totals } from './call/trace';
export type { OperationId } from '../api/wire';
