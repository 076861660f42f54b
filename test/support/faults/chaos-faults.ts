/** Random faults that lose, delay, or damage responses. None of them makes the API return false information. */

import type { OperationId } from '../../../src/client';
import type { Emulator, EmulatorOptions, FaultSpec } from '../../../src/emulator';
import type { Random } from '../random';

/**
 * In milliseconds. Together they stay below the ten seconds for which the client searches after an ambiguous create: a delayed
 * request takes effect with the next request, at most two seconds later.
 */
const longestLag = 3_500;
const longestDelay = 4_000;

const statuses = [408, 429, 500, 502, 503, 504];
/** A delayed update or service deletion could undo later changes, which no client can prevent. */
const canBeDelayed: OperationId[] = ['CMKCreate', 'CMKDelete', 'ServiceCreate'];

/** Random choices for the API's undocumented behavior and its delays. */
export function randomBehavior(random: Random): EmulatorOptions {
  const some = (longest: number) => (random.chance(0.5) ? random.below(longest) : 0);
  const shape = random.pick(['full', 'openapi'] as const);
  return {
    shape,
    duplicates: random.pick(['allowed', 'allowed', 'refused']),
    createStatus: random.pick([200, 201]),
    secondDefault: random.pick(['clears', 'keeps']),
    // The "openapi" shape has no status, so deleted keys would look like all others.
    deletedKeys: shape === 'full' ? random.pick(['gone', 'shown']) : 'gone',
    serviceShape: random.pick(['full', 'six-fields']),
    movingCmkId: random.pick(['target', 'active']),
    listLag: some(longestLag),
    serviceDelay: some(60_000),
    activationDelay: some(60_000),
    deactivationDelay: some(60_000),
    deletionDelay: some(30_000),
  };
}

/** Makes a share of all requests fail, each with a random fault. */
export function injectFaults(emulator: Emulator, random: Random, share: number): void {
  const kinds: ((operation: OperationId) => FaultSpec | undefined)[] = [
    () => ({ kind: random.pick(['refuse', 'reset', 'reset-after', 'lost', 'truncate']) }),
    () => ({ kind: random.pick(['wrong-length', 'bad-json']) }),
    // An empty object is the API's response to a service deletion, so the deletion has to take effect.
    (operation) => ({ kind: 'wrong-json', takesEffect: operation === 'ServiceDelete' || random.chance(0.5) }),
    () => ({ kind: random.pick(['html', 'empty']), status: random.pick([200, 502]), takesEffect: random.chance(0.5) }),
    () => {
      const status = random.pick(statuses);
      const retryAfter = random.chance(0.3) ? 1 + random.below(4) : undefined;
      // After a 429 the client looks only once, which is too early for a list that lags.
      return { kind: 'status', status, retryAfter, takesEffect: status !== 429 && random.chance(0.3) };
    },
    () => ({ kind: 'slow', ms: random.below(3) }),
    (operation) => (canBeDelayed.includes(operation) ? { kind: 'late', ms: random.below(longestDelay) } : undefined),
    // Rare, because a stalled response takes real time.
    () => (random.chance(0.02) ? { kind: random.pick(['stall', 'stall-body']) } : undefined),
  ];
  emulator.fail({
    fault: ({ operation }) =>
      operation !== null && random.chance(share) ? random.pick(kinds)(operation as OperationId) : undefined,
    times: Number.POSITIVE_INFINITY,
  });
}
