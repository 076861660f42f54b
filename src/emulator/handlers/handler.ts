/** The types of operation handlers. */

import type { OperationId, Operations } from '../../api/wire';
import type { ProjectRecord } from '../account/store';
import type { World } from '../account/world';

/** One call of an operation. Segments that its path does not have are ''. `body` is judged by the handler. */
export interface Call {
  project: ProjectRecord;
  cmkId: string;
  serviceName: string;
  query: URLSearchParams;
  body: unknown;
  world: World;
}

/** What answers each operation; anything else than the response is thrown as `ApiError`. */
export type Handlers = {
  readonly [O in OperationId]: (call: Call) => Operations[O]['response'];
};
