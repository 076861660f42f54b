/** Tells failures apart: one guard for each kind that callers act on. */

import { AivenError, type AivenErrorKind } from './aiven-error';

/** The project, the key or the service does not exist: Aiven returned 404, and the project's list lacks the object. */
export function isNotFound(error: unknown): error is AivenError {
  return isKind(error, 'notFound');
}

/** The 404 is about the project, not about what was requested in it. */
export function isProjectNotFound(error: unknown): error is AivenError {
  return isNotFound(error) && error.errorCodes.includes('project_not_found');
}

/**
 * The key or the service does not exist, but its project does. A 404 about the project proves nothing about what is in it: a
 * token of another organization gets the same response.
 */
export function isMissing(error: unknown): error is AivenError {
  return isNotFound(error) && !isProjectNotFound(error);
}

/** A DELETE whose first response was lost, and that deleted the object: it no longer exists. */
export function isDeletedEarlier(error: unknown): error is AivenError {
  return isMissing(error) && error.ambiguous;
}

/** What a request resolves to, or null when its key or service does not exist in a project that does. */
export async function nullIfMissing<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Aiven returned 409, for whatever reason. */
export function isConflict(error: unknown): error is AivenError {
  return isKind(error, 'conflict', 'alreadyExists', 'inUse');
}

export function isAlreadyExists(error: unknown): error is AivenError {
  return isKind(error, 'alreadyExists');
}

/** The service runs with another key than requested, and Aiven does not move it. */
export function isWrongKey(error: unknown): error is AivenError {
  return isKind(error, 'wrongKey');
}

/** Aiven refused a change of a service, and not because of the key that the request names. */
export function isServiceChangeRefused(error: unknown): error is AivenError {
  if (!isKind(error, 'invalidRequest', 'permissionDenied', 'conflict')) return false;
  return !error.ambiguous && !error.errorCodes.includes('invalid_cmk_id');
}

/** Aiven refuses to change a service because it is being deleted. */
export function isBeingDeleted(error: unknown): error is AivenError {
  return isKind(error, 'conflict') && /\b(being deleted|deletion|deleting)\b/i.test(error.apiMessage ?? '');
}

/**
 * Aiven refused an access check or a registration itself. Errors about the token, the project, the load or the connection prove nothing
 * about the key.
 */
export function isAccessRefused(error: unknown): error is AivenError {
  return isKind(error, 'invalidRequest', 'permissionDenied', 'conflict', 'alreadyExists');
}

/** A refusal that may pass: the cloud has not applied a new grant everywhere yet. */
export function mayBeUngranted(error: unknown): error is AivenError {
  // A lost registration may have taken effect. A lost check changes nothing.
  if (!isAccessRefused(error) || (error.ambiguous && error.operation === 'CMKCreate')) return false;
  return error.kind === 'permissionDenied' || error.errorCodes.includes('invalid_cmk_id');
}

/** The token is missing, wrong or expired. */
export function isUnauthorized(error: unknown): error is AivenError {
  return isKind(error, 'unauthorized');
}

/** BYOK is not enabled for this organization. */
export function isFeatureNotEnabled(error: unknown): error is AivenError {
  return isKind(error, 'featureNotEnabled');
}

/** The token is valid, but its owner lacks the permission. */
export function isPermissionDenied(error: unknown): error is AivenError {
  return isKind(error, 'permissionDenied');
}

export function isRateLimited(error: unknown): error is AivenError {
  return isKind(error, 'rateLimited');
}

/** A time limit ended the operation or the wait. */
export function isTimeout(error: unknown): error is AivenError {
  return isKind(error, 'timeout');
}

/** No response arrived: DNS, connection, TLS, reset. */
export function isNetworkError(error: unknown): error is AivenError {
  return isKind(error, 'network');
}

/** The response is not what the API promises. */
export function isContractError(error: unknown): error is AivenError {
  return isKind(error, 'contract');
}

/** The caller's AbortSignal ended the operation. */
export function isAborted(error: unknown): error is AivenError {
  return isKind(error, 'aborted');
}

/** Failures that pass by themselves: a wait goes on after one of these. */
export function isTransient(error: unknown): error is AivenError {
  return isKind(error, 'network', 'timeout', 'server', 'rateLimited', 'contract');
}

function isKind(error: unknown, ...kinds: AivenErrorKind[]): error is AivenError {
  return error instanceof AivenError && kinds.includes(error.kind);
}
