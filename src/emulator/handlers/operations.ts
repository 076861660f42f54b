/** The handler of each operation. A new operation in src/api/wire.ts does not compile until it has a handler here. */

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
