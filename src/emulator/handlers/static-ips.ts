/** The operations on static IP addresses (docs/internals/api.md#static-ip-addresses). */

import { addStaticIp, requireFreeStaticIp, requireStaticIp, toWireStaticIp } from '../account/static-ips';
import { conflict } from '../api-error';
import { readBody, readBoolean, requireText } from '../input';
import type { Handlers } from './handler';
import { requireService } from './services';

export const staticIpHandlers = {
  StaticIPList({ project }) {
    return { static_ips: [...project.staticIps.values()].map((record) => toWireStaticIp(project, record)) };
  },

  StaticIPCreate({ project, body }) {
    const input = readBody(body, ['cloud_name', 'termination_protection']);
    const id = `ip${(project.staticIps.size + 1).toString(16).padStart(11, '0')}`;
    const record = addStaticIp(
      project,
      id,
      requireText(input, 'cloud_name', 1, 256),
      readBoolean(input, 'termination_protection'),
    );
    return toWireStaticIp(project, record);
  },

  ProjectStaticIPAssociate(call) {
    const { project, body } = call;
    const serviceName = requireText(readBody(body, ['service_name']), 'service_name', 1, 64);
    const record = requireFreeStaticIp(project, call.staticIpId);
    record.service_name = requireService({ ...call, serviceName }).service_name;
    return toWireStaticIp(project, record);
  },

  ProjectStaticIPDissociate({ project, staticIpId }) {
    const record = requireStaticIp(project, staticIpId);
    if (record.service_name === null) {
      throw conflict(`Static IP address "${staticIpId}" is not associated with a service`);
    }
    record.service_name = null;
    return toWireStaticIp(project, record);
  },
} satisfies Partial<Handlers>;
