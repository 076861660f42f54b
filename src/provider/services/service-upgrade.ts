/** States of the official provider: of its schema version 0, whose change to 1 was about attributes that we do not have, and in `moved` blocks. */

import type { MoveSource, RawState } from '../../plugin';
import { serviceSchema } from './service-schema';
import type { ServiceState } from './service-state';

const typeNames: { readonly [type: string]: string } = { string: 'string', bool: 'boolean', number: 'number' };

/** Keeps what is plain and fits, and what a configuration's blocks say. The refresh that follows fills the rest. */
export function fromOlderState(state: RawState): Partial<ServiceState> {
  const fits = Object.entries(serviceSchema.attributes).filter(
    ([name, { type }]) => typeof type === 'string' && typeof state[name] === typeNames[type],
  );
  const blocks = Object.keys(serviceSchema.blocks).filter((name) => state[name] !== null && state[name] !== undefined);
  return Object.fromEntries([...fits.map(([name]) => name), ...blocks].map((name) => [name, state[name]]));
}

/** A `moved` block from the same type of the official provider, of either version. */
export function moveOfficialService(target: string) {
  return ({ providerAddress, type, state }: MoveSource): Partial<ServiceState> | undefined =>
    type === target && providerAddress.endsWith('/aiven') ? fromOlderState(state) : undefined;
}
