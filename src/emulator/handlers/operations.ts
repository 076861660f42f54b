/** The handler of each operation. A new operation in src/api/wire.ts does not compile until it has a handler here. */

import { accessorHandlers } from './accessors';
import { associationHandlers } from './associations';
import { catalogHandlers } from './catalog';
import { cmkHandlers } from './cmks';
import type { Handlers } from './handler';
import { serviceHandlers } from './services';
import { staticIpHandlers } from './static-ips';
import { tagHandlers } from './tags';

export const handlers: Handlers = {
  ...accessorHandlers,
  ...cmkHandlers,
  ...associationHandlers,
  ...serviceHandlers,
  ...tagHandlers,
  ...staticIpHandlers,
  ...catalogHandlers,
};
