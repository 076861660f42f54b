/** The HTTP method of each operation; a write makes shared reads stale. */

import type { OperationId } from '../../api/wire';

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
  ProjectServiceTagsReplace: 'PUT',
  StaticIPList: 'GET',
  ProjectStaticIPAssociate: 'POST',
  ProjectStaticIPDissociate: 'DELETE',
};

/**
 * Whether an operation may be sent again although it may have taken effect: it says what shall be, not what shall be done.
 * CMKUpdate is one by its meaning, POST though its method is. Only what creates or triggers something is not.
 */
export function isRepeatable(operation: OperationId): boolean {
  return methods[operation] !== 'POST' || operation === 'CMKUpdate';
}
