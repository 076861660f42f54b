/** The operation table: an operation that `client/wire.ts` gains does not compile until it is answered here. */

import type { OperationId, Operations } from '../../api/wire';
import { accessorHandlers } from './accessors';
import { associationHandlers } from './associations';
import { cmkHandlers } from './cmks';
import { serviceHandlers } from './services';
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
export type Handlers = { readonly [O in OperationId]: (call: Call) => Operations[O]['response'] };

export const handlers: Handlers = {
  ...accessorHandlers,
  ...cmkHandlers,
  ...associationHandlers,
  ...serviceHandlers,
};
