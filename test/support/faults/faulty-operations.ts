/** Every operation of the client, and how to check in the emulator whether it took effect. */

import type { AivenClient, OperationId } from '../../../src/client';
import type { Emulator } from '../../../src/emulator';
import { gcpKey, project } from '../emulator/client';

export interface Prepared {
  cmkId: string;
}

export interface FaultyOperation {
  run(client: AivenClient, prepared: Prepared): Promise<unknown>;
  /** How many times the operation took effect. Absent for reads. */
  effects?(emulator: Emulator, prepared: Prepared): number;
}

const newKey = `${gcpKey}-new`;
const newService = { serviceName: 'new', serviceType: 'pg', plan: 'startup-4' };
const keys = (emulator: Emulator) => emulator.store.project(project).cmks;
const services = (emulator: Emulator) => emulator.store.project(project).services;

const [ownAddress, freeAddress] = ['ip00000000001', 'ip00000000002'] as const;
const ownerOf = (emulator: Emulator, id: string) => emulator.store.project(project).staticIps.get(id)?.service_name;

export const faultyOperations: Record<OperationId, FaultyOperation> = {
  ProjectList: { run: ({ projects }) => projects.list() },
  CMKAccessorsList: { run: ({ cmks }) => cmks.accessors(project) },
  CMKList: { run: ({ cmks }) => cmks.list(project) },
  CMKGet: { run: ({ cmks }, { cmkId }) => cmks.get(project, cmkId) },
  CMKServiceAssociationsList: { run: ({ cmks }, { cmkId }) => cmks.associations(project, cmkId) },
  ServiceList: { run: (client) => client.services.list(project) },
  ServiceGet: { run: (client) => client.services.get(project, 'orders') },
  CMKCreate: {
    run: ({ cmks }) => cmks.create(project, { cloud: 'gcp', keyReference: newKey }),
    effects: (emulator) => [...keys(emulator).values()].filter(({ resource }) => resource === newKey).length,
  },
  CMKUpdate: {
    run: ({ cmks }, { cmkId }) => cmks.update(project, cmkId, { defaultCmk: true }),
    effects: (emulator, { cmkId }) => Number(keys(emulator).get(cmkId)?.default_cmk),
  },
  CMKDelete: {
    run: ({ cmks }, { cmkId }) => cmks.delete(project, cmkId),
    effects: (emulator, { cmkId }) => Number(!keys(emulator).has(cmkId)),
  },
  CMKAccessCheckTrigger: { run: ({ cmks }, { cmkId }) => cmks.verifyAccess(project, cmkId) },
  ServiceCreate: {
    run: (client) => client.services.create(project, newService),
    effects: (emulator) => Number(services(emulator).has('new')),
  },
  ServiceUpdate: {
    run: (client) => client.services.update(project, 'orders', { plan: 'business-4' }),
    effects: (emulator) => Number(services(emulator).get('orders')?.plan === 'business-4'),
  },
  ProjectServiceTagsReplace: {
    run: (client) => client.services.replaceTags(project, 'orders', { team: 'orders' }),
    effects: (emulator) => Number(services(emulator).get('orders')?.tags.team === 'orders'),
  },
  StaticIPList: { run: ({ staticIps }) => staticIps.list(project) },
  ProjectStaticIPAssociate: {
    run: ({ staticIps }) => staticIps.associate(project, freeAddress, 'orders'),
    effects: (emulator) => Number(ownerOf(emulator, freeAddress) === 'orders'),
  },
  ProjectStaticIPDissociate: {
    run: ({ staticIps }) => staticIps.dissociate(project, ownAddress),
    effects: (emulator) => Number(ownerOf(emulator, ownAddress) === null),
  },
  ServiceDelete: {
    run: (client) => client.services.delete(project, 'orders'),
    effects: (emulator) => Number(!services(emulator).has('orders')),
  },
};

/** Creates a key and a service, then clears the request log. */
export function prepare(emulator: Emulator): Prepared {
  const { cmk } = emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: gcpKey });
  emulator.call('ServiceCreate', project, {}, { service_name: 'orders', service_type: 'pg', plan: 'startup-4' });
  for (const id of [ownAddress, freeAddress]) {
    expect(emulator.call('StaticIPCreate', project, {}, { cloud_name: 'google-europe-west1' })).toMatchObject({
      static_ip_address_id: id,
    });
  }
  emulator.call('ProjectStaticIPAssociate', project, { staticIpId: ownAddress }, { service_name: 'orders' });
  emulator.requests.length = 0;
  return { cmkId: cmk.id };
}
