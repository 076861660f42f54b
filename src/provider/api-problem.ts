/** What the API says that concerns every resource and data source alike, as one clear sentence each. */

import { isFeatureNotEnabled, isProjectNotFound } from '../client';
import { DiagnosticError } from '../plugin';

/** A diagnostic for a project that is not there, or has no BYOK; undefined for anything else. */
export function describeApiProblem(error: unknown): DiagnosticError | undefined {
  if (isProjectNotFound(error)) {
    return new DiagnosticError(
      `There is no Aiven project "${error.project}"`,
      `No project has this name, or the owner of the API token may not see it. (${error.message})`,
      ['project'],
      { cause: error },
    );
  }
  if (isFeatureNotEnabled(error)) {
    return new DiagnosticError(
      `BYOK is not enabled for the Aiven project "${error.project}"`,
      `Customer managed keys are an enterprise feature, which Aiven enables for an organization on request. (${error.message})`,
      ['project'],
      { cause: error },
    );
  }
  return undefined;
}
