/** The HTTP method of each operation; a write makes shared reads stale. */

import type { OperationId } from './wire';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export const methods: Readonly<Record<OperationId, Method>> = {
  CMKAccessorsList: 'GET',
  CMKList: 'GET',
  CMKCreate: 'POST',
  CMKGet: 'GET',
  CMKUpdate: 'POST',
  CMKDelete: 'DELETE',
  CMKAccessCheckTrigger: 'POST',
  CMKServiceAssociationsList: 'GET',
  ServiceList: 'GET',
  ServiceCreate: 'POST',
  ServiceGet: 'GET',
  ServiceUpdate: 'PUT',
  ServiceDelete: 'DELETE',
};
