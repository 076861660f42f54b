/** The types of operation handlers. */

import type { ServedOperationId, ServedOperations } from '../../api/foreign';
import type { AccountOperationId } from '../../api/wire';
import type { Account } from '../account/account';
import type { ProjectRecord } from '../account/store';

/** What the path of an operation contains. Empty for what it does not. */
export interface PathParameters {
  project: string;
  cmkId: string;
  serviceName: string;
  staticIpId: string;
  serviceType: string;
  plan: string;
  cloud: string;
}

export const noParameters: PathParameters = {
  project: '',
  cmkId: '',
  serviceName: '',
  staticIpId: '',
  serviceType: '',
  plan: '',
  cloud: '',
};

/** One call of an operation. */
export interface Call extends Omit<PathParameters, 'project'> {
  project: ProjectRecord;
  query: URLSearchParams;
  /** Not validated yet. */
  body: unknown;
  account: Account;
}

/** The handler of each operation. It returns the response body or throws `ApiError`. */
export type Handlers = {
  readonly [O in Exclude<ServedOperationId, AccountOperationId>]: (call: Call) => ServedOperations[O]['response'];
};

/** The handler of each operation whose path names no project. */
export type AccountHandlers = {
  readonly [O in AccountOperationId]: (account: Account) => ServedOperations[O]['response'];
};
