/** Runs the operations of a service resource in turn with those of the service's bindings. */

import { AIVEN_MANAGED_CMK_ID } from '../../aiven';
import type { ObjectValue, Resource, ResourceContext } from '../../plugin';
import type { Session } from '../settings';
import { isKeyConfigured } from './service-plan';

export function inServiceTurns(resource: Resource<Session>): Resource<Session> {
  const run = <T>(service: ObjectValue, { session, signal }: ResourceContext<Session>, operation: () => Promise<T>) =>
    session.turns.run(service as { project: unknown; service_name: unknown }, signal, operation);
  return {
    ...resource,
    create(plan, ctx) {
      claimKey(plan, ctx);
      return run(plan, ctx, () => resource.create(plan, ctx));
    },
    async update(plan, prior, ctx) {
      claimKey(plan, ctx);
      return run(plan, ctx, async () => (await resource.update?.(plan, prior, ctx)) ?? {});
    },
    delete: (state, ctx) => run(state, ctx, () => resource.delete(state, ctx)),
  };
}

/** A binding of this service that the same apply destroys must not detach a key that the configuration of the service names. */
function claimKey(plan: ObjectValue, { session, private: kept }: ResourceContext<Session, ObjectValue>): void {
  const { project, service_name, cmk_id: cmkId } = plan;
  if (isKeyConfigured(kept) && cmkId !== AIVEN_MANAGED_CMK_ID) session.turns.claim({ project, service_name });
}
