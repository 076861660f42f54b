/** Reads states of the official provider, from schema version 0 or from a `moved` block. */

import type { MoveSource, RawState } from '../../plugin';
import { serviceSchema } from './service-schema';
import type { ServiceState } from './service-state';

const typeNames: { readonly [type: string]: string } = { string: 'string', bool: 'boolean', number: 'number' };

/** Keeps blocks, and plain attributes of the right type. The following refresh reads the rest. */
export function fromOlderState(state: RawState): Partial<ServiceState> {
  const fits = Object.entries(serviceSchema.attributes).filter(
    ([name, { type }]) => typeof type === 'string' && typeof state[name] === typeNames[type],
  );
  const blocks = Object.keys(serviceSchema.blocks).filter((name) => state[name] !== null && state[name] !== undefined);
  return Object.fromEntries([...fits.map(([name]) => name), ...blocks].map((name) => [name, state[name]]));
}

/** A `moved` block from the same type of the official provider, in either schema version. */
export function moveOfficialService(target: string) {
  return ({ providerAddress, type, state }: MoveSource): Partial<ServiceState> | undefined =>
    type === target && providerAddress.endsWith('/aiven') ? fromOlderState(state) : undefined;
}
