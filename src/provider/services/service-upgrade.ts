/** Reads states of the official provider, from schema version 0 or from a `moved` block. */

import type { MoveSource, RawState } from '../../plugin';
import { isFromAiven } from '../move-source';
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

/** Aiven upgrades Redis services to Valkey in place. The refresh after the move checks that it has. */
const movableFrom: { readonly [target: string]: readonly string[] } = { aiven_valkey: ['aiven_redis'] };

/** A `moved` block from the same type of the official provider, in either schema version, or from a type that became this one. */
export function moveOfficialService(target: string) {
  const sources = [target, ...(movableFrom[target] ?? [])];
  return (source: MoveSource): Partial<ServiceState> | undefined =>
    sources.includes(source.type) && isFromAiven(source) ? fromOlderState(source.state) : undefined;
}

/** What to do about a service of another type. */
export function otherTypeAdvice(expected: string, actual: string): string {
  return expected === 'valkey' && actual === 'redis'
    ? 'It is still a Redis service. Upgrade it to Valkey in Aiven first, then plan again.'
    : `Its type is "${actual}", so it cannot be an aiven_${expected}. Use the resource aiven_${actual}.`;
}
