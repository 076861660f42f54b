/** CMKServiceAssociationsList (docs/internals/api.md#service-associations). */

import { requireCmk } from './cmks';
import type { Handlers } from './handler';

export const associationHandlers = {
  CMKServiceAssociationsList(call) {
    const cmk = requireCmk(call);
    const associations = call.project.associations.filter(({ cmkId }) => cmkId === cmk.id);
    return {
      service_associations: associations.map(({ serviceName, status }) => ({ service_name: serviceName, status })),
    };
  },
} satisfies Partial<Handlers>;
