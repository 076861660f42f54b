/** The operations on keys. The guide shows seven fields in every response; the reference declares `provider` and `status` only for CMKCreate. */

import { boolean, list, type OperationContract, object, oneOf, response, text, textOf, time, uuid } from './schema';

const path = '/v1/project/{project}/secrets/cmks';
const provider = oneOf('aws', 'azure', 'gcp', 'oci');
const status = oneOf('current', 'old', 'deleted');
const always = { id: uuid, resource: textOf(1, 512), default_cmk: boolean, created_at: time, updated_at: time };
const cmk = response({ cmk: object(always, { provider, status }) });

export const keyOperations = {
  CMKAccessorsList: {
    method: 'GET',
    path: `${path}/accessors`,
    response: response({
      accessors: object(
        { azure: object({ app_id: text }), gcp: object({ access_group: text }) },
        {
          // `principal` is the reference's name, `role_arn` the guide's.
          aws: object({}, { principal: text, role_arn: text }),
          oci: object({ access_group: text, access_tenant: text }),
        },
      ),
    }),
  },
  CMKList: { method: 'GET', path, response: response({ cmks: list(object(always, { provider, status })) }) },
  CMKCreate: {
    method: 'POST',
    path,
    request: object({ provider, resource: textOf(1, 512) }, { default_cmk: boolean }),
    response: response({ cmk: object({ ...always, provider, status }) }),
  },
  CMKGet: { method: 'GET', path: `${path}/{cmk_id}`, response: cmk },
  CMKUpdate: {
    method: 'POST',
    path: `${path}/{cmk_id}`,
    request: object({}, { default_cmk: boolean }),
    requestOptional: true,
    response: cmk,
  },
  CMKDelete: { method: 'DELETE', path: `${path}/{cmk_id}`, response: cmk },
  CMKAccessCheckTrigger: {
    method: 'POST',
    path: `${path}/{cmk_id}/access_check`,
    request: object({}),
    requestOptional: true,
    response: cmk,
  },
  CMKServiceAssociationsList: {
    method: 'GET',
    path: `${path}/{cmk_id}/service_associations`,
    response: response({
      service_associations: list(
        object({ service_name: textOf(1, 64), status: oneOf('active', 'activating', 'deactivating') }),
      ),
    }),
  },
} satisfies Record<string, OperationContract>;
