/** The HTTP method of each operation; a write makes shared reads stale. */

import type { OperationId } from '../../api/wire';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export const methods: Readonly<Record<OperationId, Method>> = {
  ProjectList: 'GET',
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
  ProjectServiceTagsReplace: 'PUT',
  StaticIPList: 'GET',
  ProjectStaticIPAssociate: 'POST',
  ProjectStaticIPDissociate: 'DELETE',
};

/**
 * Whether an operation may be sent again soon although it may have taken effect. Only creates may not: what they created can appear
 * late, so they are followed by a search (create-once.ts, create-service-once.ts).
 */
export function isRepeatable(operation: OperationId): boolean {
  return operation !== 'CMKCreate' && operation !== 'ServiceCreate';
}
