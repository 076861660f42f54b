/** The types of operation handlers. */

import type { OperationId, Operations } from '../../api/wire';
import type { Account } from '../account/account';
import type { ProjectRecord } from '../account/store';

/** One call of an operation. */
export interface Call {
  project: ProjectRecord;
  /** Empty if the operation's path has none. So is `serviceName`. */
  cmkId: string;
  serviceName: string;
  query: URLSearchParams;
  /** Not validated yet. */
  body: unknown;
  account: Account;
}

/** The handler of each operation. It returns the response body or throws `ApiError`. */
export type Handlers = {
  readonly [O in OperationId]: (call: Call) => Operations[O]['response'];
};
