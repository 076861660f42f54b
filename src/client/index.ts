/** The part of Aiven's REST API that keys and services need. Knows nothing of Terraform. */

export type { OperationId } from '../api/wire';
export { ExactNumber } from '../support/json';
export type { CallOptions } from './call/api';
export type { Totals } from './call/trace';
export { AivenClient } from './client';
export type { CmkDeleteOptions, GrantOptions } from './cmks/cmks';
export { AmbiguousCreateError } from './cmks/create-once';
export { CmkInUseError, type WhileDeactivating } from './cmks/delete-when-free';
export { defaults } from './defaults';
export { AivenError, type AivenErrorKind, type ApiErrorEntry } from './errors/aiven-error';
export {
  isAborted,
  isAccessRefused,
  isAlreadyExists,
  isBeingDeleted,
  isConflict,
  isContractError,
  isFeatureNotEnabled,
  isMissing,
  isNetworkError,
  isNotFound,
  isPermissionDenied,
  isProjectNotFound,
  isRateLimited,
  isServiceChangeRefused,
  isTimeout,
  isTransient,
  isUnauthorized,
  isWrongKey,
  nullIfMissing,
} from './errors/guards';
export type { Environment } from './http/proxy';
export type { TimeLimits } from './http/time-limits';
export type { Accessors } from './model/accessors';
export type { Association, AssociationStatus } from './model/association';
export type { Cmk, CmkCreate, CmkStatus } from './model/cmk';
export { type KeyUse, type KeyUser, keyUser, usersOfKey } from './model/key-user';
export type { Service, ServiceComponent, ServiceSecrets, ServiceState } from './model/service';
export type {
  ServiceCreate,
  ServiceListOptions,
  ServiceReadOptions,
  ServiceSettings,
  ServiceUpdate,
} from './model/service-input';
export type { StaticIp } from './model/static-ip';
export type { GoneWait, ReadyWait, ServiceReadiness, WaitProgress } from './services/service-waits';
export type { AivenClientOptions, ClientLog, RetryEvent } from './settings';
export { type Clock, systemClock } from './time/clock';
export type { RetryPolicy } from './time/retry';
