/** Diagnostics for errors that every resource and data source may get. */

import { isFeatureNotEnabled, isProjectNotFound } from '../client';
import { DiagnosticError } from '../plugin';

/** A diagnostic for a project that does not exist or lacks BYOK; undefined for any other error. */
export function describeApiProblem(error: unknown): DiagnosticError | undefined {
  if (isProjectNotFound(error)) {
    return new DiagnosticError(
      `Failed to find Aiven project "${error.project}"`,
      `The project does not exist, or the owner of the API token has no access to it. ${error.message}`,
      ['project'],
      { cause: error },
    );
  }
  if (isFeatureNotEnabled(error)) {
    return new DiagnosticError(
      `Failed to use BYOK: it is not enabled for Aiven project "${error.project}"`,
      error.message,
      ['project'],
      { cause: error },
    );
  }
  return undefined;
}
