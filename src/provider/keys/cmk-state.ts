/** A key as the resource, the data sources and the list show it. */

import { formatCmkImportId } from '../../aiven';
import type { Cmk } from '../../client';

/** The attributes that every form of a key has. */
export function cmkAttributes(cmk: Cmk) {
  return {
    cmk_id: cmk.cmkId,
    cmk_provider: cmk.cloud,
    resource: cmk.keyReference,
    default_cmk: cmk.defaultCmk,
    status: cmk.status,
    created_at: cmk.createdAt,
    updated_at: cmk.updatedAt,
  };
}

/** The state of a key in its project. */
export function cmkState(project: string, cmk: Cmk) {
  return { id: formatCmkImportId({ project, cmkId: cmk.cmkId }), project, ...cmkAttributes(cmk) };
}
