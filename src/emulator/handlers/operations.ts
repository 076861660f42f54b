/** The handler of each operation. A new operation in src/api/wire.ts does not compile until it has a handler here. */

import { accessorHandlers } from './accessors';
import { associationHandlers } from './associations';
import { catalogHandlers } from './catalog';
import { cmkHandlers } from './cmks';
import type { AccountHandlers, Handlers } from './handler';
import { serviceHandlers } from './services';
import { staticIpHandlers } from './static-ips';
import { tagHandlers } from './tags';

export const accountHandlers: AccountHandlers = {
  ProjectList({ store }) {
    const names = [...store.projects.keys()];
    return {
      projects: names.map((name) => ({ project_name: name })),
      project_membership: Object.fromEntries(names.map((name) => [name, 'operator'])),
    };
  },
};

export const handlers: Handlers = {
  ...accessorHandlers,
  ...cmkHandlers,
  ...associationHandlers,
  ...serviceHandlers,
  ...tagHandlers,
  ...staticIpHandlers,
  ...catalogHandlers,
};
