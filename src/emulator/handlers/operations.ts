/** The operation table: an operation that `client/wire.ts` gains does not compile until it is answered here. */

import { accessorHandlers } from './accessors';
import { associationHandlers } from './associations';
import { cmkHandlers } from './cmks';
import type { Handlers } from './handler';
import { serviceHandlers } from './services';

export const handlers: Handlers = {
  ...accessorHandlers,
  ...cmkHandlers,
  ...associationHandlers,
  ...serviceHandlers,
};
