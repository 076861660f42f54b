/** The operations on static IP addresses. */

import { boolean, list, nullable, type OperationContract, object, oneOf, response, text, textOf } from './schema';

const path = '/v1/project/{project}/static-ips';

const fields = {
  cloud_name: textOf(1, 256),
  ip_address: text,
  service_name: nullable(textOf(0, 64)),
  state: oneOf('creating', 'created', 'available', 'assigned', 'deleting', 'deleted'),
  static_ip_address_id: text,
  termination_protection: boolean,
};

export const staticIpOperations = {
  StaticIPList: { method: 'GET', path, response: response({ static_ips: list(object(fields)) }) },
  StaticIPCreate: {
    method: 'POST',
    path,
    request: object({ cloud_name: textOf(1, 256) }, { termination_protection: boolean }),
    response: response(fields),
  },
  ProjectStaticIPAssociate: {
    method: 'POST',
    path: `${path}/{id}/association`,
    request: object({ service_name: textOf(1, 64) }),
    response: response(fields),
  },
  ProjectStaticIPDissociate: { method: 'DELETE', path: `${path}/{id}/association`, response: response(fields) },
} satisfies Record<string, OperationContract>;
