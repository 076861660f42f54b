/** `moved` blocks from the official provider's `aiven_cmk`, which has the same attributes. */

import type { MoveSource, RawState } from '../../plugin';
import { isFromAiven } from '../move-source';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Undefined unless the source is an `aiven_cmk` of a provider named `aiven`, from any registry. */
export function moveOfficialCmk(source: MoveSource) {
  const { type, state } = source;
  if (type !== 'aiven_cmk' || !isFromAiven(source)) return undefined;
  return {
    ...textAttributes(state),
    default_cmk: typeof state.default_cmk === 'boolean' ? state.default_cmk : null,
  };
}

function textAttributes(state: RawState) {
  return {
    id: text(state.id),
    project: text(state.project) ?? undefined,
    cmk_provider: text(state.cmk_provider) ?? undefined,
    resource: text(state.resource) ?? undefined,
    cmk_id: text(state.cmk_id),
    status: text(state.status),
    created_at: text(state.created_at),
    updated_at: text(state.updated_at),
  };
}
